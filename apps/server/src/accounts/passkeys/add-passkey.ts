import { UserId } from '@chat/protocol'
import { verifyRegistrationResponse } from '@simplewebauthn/server'
import { decodeAttestationObject, isoBase64URL } from '@simplewebauthn/server/helpers'
import { createAuthEndpoint, sensitiveSessionMiddleware } from 'better-auth/api'
import { v7 as uuidv7 } from 'uuid'
import { z } from 'zod'
import { refusal } from '../refusal.ts'
import type { RouteParts } from '../routes/route-parts.ts'
import { ALGORITHMS } from './algorithms.ts'
import { NewCredential } from './browser-answers.ts'
import { takeChallenge } from './passkey-challenges.ts'
import { insertPasskey } from './passkeys-store.ts'
import { type RelyingParty, relyingParty } from './relying-party.ts'

const Name = z.string().trim().min(1, 'A passkey has a name.').max(60, 'This name is too long.')

/** Keeps the passkey that a browser has made of the offer that this very session got last. */
export const addPasskey = ({ config, database, mails }: RouteParts) =>
  createAuthEndpoint(
    '/add-passkey',
    {
      method: 'POST',
      body: z.strictObject({ name: Name, credential: NewCredential }),
      use: [sensitiveSessionMiddleware],
    },
    async (ctx) => {
      const { user, session } = ctx.context.session
      if (user['isAnonymous']) throw refusal('FORBIDDEN', 'A guest makes an account first.')
      const { name, credential: answer } = ctx.body
      const challenge = await takeChallenge(ctx, session.id)
      const credential = await verifiedCredential(answer, challenge, relyingParty(ctx.headers, config))
      const id = uuidv7()
      const addedAt = Date.now()
      const userId = UserId.parse(user.id)
      const isNew = await insertPasskey(database.write, { id, userId, name, addedAt, credential })
      if (!isNew) throw refusal('CONFLICT', 'This passkey is there already.')
      mails?.passkeyAdded(user.email, name)
      return ctx.json({ id, name, addedAt })
    },
  )

async function verifiedCredential(
  answer: z.output<typeof NewCredential>,
  expectedChallenge: string,
  party: RelyingParty | undefined,
) {
  if (!party || !isWithoutCertificate(answer)) throw refused()
  const { verified, registrationInfo } = await verifyRegistrationResponse({
    response: { ...answer, clientExtensionResults: {} },
    expectedChallenge,
    expectedOrigin: party.origin,
    expectedRPID: party.id,
    requireUserVerification: true,
    supportedAlgorithmIDs: ALGORITHMS,
  }).catch(() => {
    throw refused()
  })
  if (!verified || !registrationInfo) throw refused()
  return registrationInfo.credential
}

/**
 * Whether the answer says nothing about its maker, as it was asked for. Certificates name addresses at which to look
 * whether they still count, and this server opens no address that somebody sends it.
 */
function isWithoutCertificate({ response }: z.output<typeof NewCredential>): boolean {
  try {
    const attestation = decodeAttestationObject(isoBase64URL.toBuffer(response.attestationObject))
    return attestation.get('fmt') === 'none'
  } catch {
    return false
  }
}

function refused() {
  return refusal('VALIDATION_FAILED', 'This passkey cannot be used here.', 'INVALID_PASSKEY')
}
