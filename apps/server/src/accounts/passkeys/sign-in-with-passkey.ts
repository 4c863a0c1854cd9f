import { verifyAuthenticationResponse } from '@simplewebauthn/server'
import { isoBase64URL } from '@simplewebauthn/server/helpers'
import { createAuthEndpoint } from 'better-auth/api'
import { setSessionCookie } from 'better-auth/cookies'
import { z } from 'zod'
import { readKeyCookie } from '../key-cookie.ts'
import { refusal } from '../refusal.ts'
import type { RouteParts } from '../routes/route-parts.ts'
import { UsedCredential } from './browser-answers.ts'
import { CHALLENGE_COOKIE, takeChallenge } from './passkey-challenges.ts'
import { findCredential, notePasskeyUse, type StoredPasskey } from './passkeys-store.ts'
import { type RelyingParty, relyingParty } from './relying-party.ts'

/**
 * Signs in whoever has the passkey. Its device has asked for a finger, a face or a code, so that it is two factors in one:
 * nobody is asked for their authenticator app as well.
 */
export const signInWithPasskey = ({ config, database }: RouteParts) =>
  createAuthEndpoint(
    '/sign-in/passkey',
    { method: 'POST', body: z.strictObject({ credential: UsedCredential }) },
    async (ctx) => {
      const answer = ctx.body.credential
      const challenge = await takeChallenge(ctx, await readKeyCookie(ctx, CHALLENGE_COOKIE))
      const passkey = await findCredential(database.read, answer.id)
      const counter = passkey && (await usedCount(passkey, answer, challenge, relyingParty(ctx.headers, config)))
      const user = passkey && (await ctx.context.internalAdapter.findUserById(passkey.userId))
      if (!user || counter === undefined)
        throw refusal('AUTH_REQUIRED', 'This passkey is not known here.', 'UNKNOWN_PASSKEY')
      const session = await ctx.context.internalAdapter.createSession(user.id)
      await notePasskeyUse(database.write, passkey.id, counter, Date.now())
      await setSessionCookie(ctx, { session, user })
      return ctx.json({ token: session.token, user: { id: user.id, name: user.name, email: user.email } })
    },
  )

/**
 * How far the passkey's authenticator has counted.
 *
 * @returns undefined if the answer is not the passkey's to this challenge, or if it counts back, as only a copy does
 */
async function usedCount(
  { credential, userId }: StoredPasskey,
  answer: z.output<typeof UsedCredential>,
  expectedChallenge: string,
  party: RelyingParty | undefined,
): Promise<number | undefined> {
  const { userHandle, ...response } = answer.response
  if (!party || (userHandle !== undefined && userHandle !== isoBase64URL.fromUTF8String(userId))) return undefined
  const checked = await verifyAuthenticationResponse({
    response: { ...answer, response, clientExtensionResults: {} },
    expectedChallenge,
    expectedOrigin: party.origin,
    expectedRPID: party.id,
    credential,
    requireUserVerification: true,
  }).catch(() => undefined)
  return checked?.verified ? checked.authenticationInfo.newCounter : undefined
}
