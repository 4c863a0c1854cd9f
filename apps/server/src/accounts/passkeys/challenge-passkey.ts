import { generateAuthenticationOptions } from '@simplewebauthn/server'
import { createAuthEndpoint } from 'better-auth/api'
import { generateRandomString } from 'better-auth/crypto'
import { setKeyCookie } from '../key-cookie.ts'
import type { RouteParts } from '../routes/route-parts.ts'
import { CHALLENGE_COOKIE, keepChallenge } from './passkey-challenges.ts'
import { requireRelyingParty } from './relying-party.ts'

/** What a browser needs to sign somebody in with a passkey. It names none: who has which is nobody's business. */
export const challengePasskey = ({ config }: RouteParts) =>
  createAuthEndpoint('/sign-in/passkey-challenge', { method: 'POST' }, async (ctx) => {
    const party = requireRelyingParty(ctx.headers, config)
    const options = await generateAuthenticationOptions({ rpID: party.id, userVerification: 'required' })
    const key = generateRandomString(32)
    await keepChallenge(ctx, key, options.challenge)
    await setKeyCookie(ctx, CHALLENGE_COOKIE, key)
    return ctx.json(options)
  })
