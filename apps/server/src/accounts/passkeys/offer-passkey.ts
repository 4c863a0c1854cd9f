import { UserId } from '@chat/protocol'
import { generateRegistrationOptions } from '@simplewebauthn/server'
import { isoUint8Array } from '@simplewebauthn/server/helpers'
import { createAuthEndpoint, sensitiveSessionMiddleware } from 'better-auth/api'
import { z } from 'zod'
import { refusal } from '../refusal.ts'
import { confirmPerson } from '../routes/confirm-person.ts'
import type { RouteParts } from '../routes/route-parts.ts'
import { ALGORITHMS } from './algorithms.ts'
import { keepChallenge } from './passkey-challenges.ts'
import { findCredentials } from './passkeys-store.ts'
import { requireRelyingParty } from './relying-party.ts'

/** Nobody has so many devices; it keeps lists short. */
const MAX_PASSKEYS = 20

/**
 * What a browser needs to make a passkey for who is signed in. A guest gets none: whoever loses a passkey needs another
 * way back into their account, and a guest has no other.
 */
export const offerPasskey = ({ config, database, limits }: RouteParts) =>
  createAuthEndpoint(
    '/passkey-offer',
    { method: 'POST', body: z.strictObject({ password: z.string().optional() }), use: [sensitiveSessionMiddleware] },
    async (ctx) => {
      const { user, session } = ctx.context.session
      if (user['isAnonymous']) throw refusal('FORBIDDEN', 'A guest makes an account first.')
      await confirmPerson(ctx, limits, ctx.body.password)
      const party = requireRelyingParty(ctx.headers, config)
      const present = await findCredentials(database.read, UserId.parse(user.id))
      if (present.length >= MAX_PASSKEYS)
        throw refusal('CONFLICT', `An account has at most ${MAX_PASSKEYS} passkeys. Remove one first.`)
      const options = await generateRegistrationOptions({
        rpName: 'Chat',
        rpID: party.id,
        userID: isoUint8Array.fromUTF8String(user.id),
        userName: user.email,
        userDisplayName: user.name,
        attestationType: 'none',
        supportedAlgorithmIDs: ALGORITHMS,
        excludeCredentials: present.map(({ id }) => ({ id })),
        // Signing in asks for no name, so the authenticator has to know whose key it is.
        authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
      })
      await keepChallenge(ctx, session.id, options.challenge)
      return ctx.json(options)
    },
  )
