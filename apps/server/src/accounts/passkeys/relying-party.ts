import type { Config } from '../../config.ts'
import { refusal } from '../refusal.ts'
import { trustedOrigins } from '../trusted-origins.ts'

/** Whom passkeys are for: the address in the browser, and the name that it has in them. */
export interface RelyingParty {
  readonly origin: string
  /** A host name without a port. A passkey counts for one alone. */
  readonly id: string
}

/**
 * Whom a request is about. A server with several addresses is somebody else to passkeys at each of their host names.
 *
 * @returns undefined if the request comes under no address that could be one
 */
export function relyingParty(
  headers: Headers | undefined,
  config: Pick<Config, 'publicUrl' | 'allowedOrigins'>,
): RelyingParty | undefined {
  const trusted = trustedOrigins(headers?.get('host'), config)
  const origin = headers?.get('origin') ?? trusted[0]
  return origin !== undefined && trusted.includes(origin) ? { origin, id: new URL(origin).hostname } : undefined
}

/**
 * Whom a request for a challenge is about.
 *
 * @throws {APIError} if it comes under no address that passkeys can be for
 */
export function requireRelyingParty(...request: Parameters<typeof relyingParty>): RelyingParty {
  const party = relyingParty(...request)
  if (!party) throw refusal('VALIDATION_FAILED', 'Passkeys do not work under this address.')
  return party
}
