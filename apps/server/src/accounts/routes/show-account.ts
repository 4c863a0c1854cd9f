import { UserId } from '@chat/protocol'
import { createAuthEndpoint, sensitiveSessionMiddleware } from 'better-auth/api'
import { findPasskeys } from '../passkeys/passkeys-store.ts'
import type { RouteParts } from './route-parts.ts'

/** Shows somebody what they can sign in with. */
export const showAccount = ({ database, provider }: RouteParts) =>
  createAuthEndpoint('/account', { method: 'GET', use: [sensitiveSessionMiddleware] }, async (ctx) => {
    const { session, internalAdapter } = ctx.context
    const { user } = session
    const ways = await internalAdapter.findAccounts(user.id)
    const isGuest = user['isAnonymous'] === true
    return ctx.json({
      guest: isGuest,
      ...(!isGuest && { email: user.email, emailConfirmed: user.emailVerified }),
      secondFactor: user['twoFactorEnabled'] === true,
      hasPassword: ways.some(({ providerId }) => providerId === 'credential'),
      // One of a provider that the server has no more lets nobody in.
      ...(provider && {
        provider: { name: provider.name, linked: ways.some(({ providerId }) => providerId === provider.id) },
      }),
      passkeys: await findPasskeys(database.read, UserId.parse(user.id)),
    })
  })
