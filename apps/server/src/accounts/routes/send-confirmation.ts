import { createAuthEndpoint, createEmailVerificationToken, sensitiveSessionMiddleware } from 'better-auth/api'
import { clientAddress } from '../client-address.ts'
import { refusal } from '../refusal.ts'
import type { RouteParts } from './route-parts.ts'

/** Sends somebody the mail once more with which they confirm their e-mail address. */
export const sendConfirmation = ({ limits, mails }: RouteParts) =>
  createAuthEndpoint('/send-confirmation', { method: 'POST', use: [sensitiveSessionMiddleware] }, async (ctx) => {
    const { id, email, isAnonymous } = ctx.context.session.user
    if (isAnonymous) throw refusal('FORBIDDEN', 'A guest has no e-mail address.')
    if (!mails) throw refusal('FORBIDDEN', 'This server sends no mails.')
    await limits.take('mail', email, clientAddress(ctx.headers))
    mails.confirmEmail(
      email,
      await createEmailVerificationToken(ctx.context.secret, email, undefined, undefined, { userId: id }),
    )
    return ctx.json({})
  })
