import type { GenericEndpointContext } from 'better-auth'
import type { KeyCookie } from '../key-cookie.ts'
import { refusal } from '../refusal.ts'

/** How long somebody has to touch their key. */
const VALID_S = 5 * 60
/** Ties a challenge to the browser that asked for it, where nobody is signed in. */
export const CHALLENGE_COOKIE: KeyCookie = { name: 'passkey_challenge', seconds: VALID_S }

/** Remembers a challenge for whoever holds `key`; one that they were given before counts no more. */
export async function keepChallenge(
  { context }: Pick<GenericEndpointContext, 'context'>,
  key: string,
  challenge: string,
): Promise<void> {
  await context.internalAdapter.deleteVerificationByIdentifier(identifierOf(key))
  await context.internalAdapter.createVerificationValue({
    identifier: identifierOf(key),
    value: challenge,
    expiresAt: new Date(Date.now() + VALID_S * 1_000),
  })
}

/**
 * The challenge that whoever holds `key` was given. It is gone with that: an answer counts once.
 *
 * @throws {APIError} if there is none, or it is too old
 */
export async function takeChallenge(
  { context }: Pick<GenericEndpointContext, 'context'>,
  key: string | undefined,
): Promise<string> {
  const kept = key === undefined ? null : await context.internalAdapter.consumeVerificationValue(identifierOf(key))
  if (!kept) throw refusal('VALIDATION_FAILED', 'That took too long. Try again.', 'CHALLENGE_EXPIRED')
  return kept.value
}

function identifierOf(key: string): string {
  return `passkey:${key}`
}
