import { generateAuthenticationOptions } from '@simplewebauthn/server'
import { createAuthEndpoint } from 'better-auth/api'
import { generateRandomString } from 'better-auth/crypto'
import { refusal } from '../refusal.ts'
import type { RouteParts } from '../routes/route-parts.ts'
import { setChallengeCookie } from './challenge-cookie.ts'
import { keepChallenge } from './passkey-challenges.ts'
import { relyingParty } from './relying-party.ts'

/** What a browser needs to sign somebody in with a passkey. It names none: who has which is nobody's business. */
export const challengePasskey = ({ config }: RouteParts) =>
  createAuthEndpoint('/sign-in/passkey-challenge', { method: 'POST' }, async (ctx) => {
    const party = relyingParty(ctx.headers, config)
    if (!party) throw refusal('VALIDATION_FAILED', 'Passkeys do not work under this address.')
    const options = await generateAuthenticationOptions({ rpID: party.id, userVerification: 'required' })
    const key = generateRandomString(32)
    await keepChallenge(ctx, key, options.challenge)
    await setChallengeCookie(ctx, key)
    return ctx.json(options)
  })
