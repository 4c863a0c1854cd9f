import { COSEALG } from '@simplewebauthn/server/helpers'

/**
 * The signatures that passkeys may be made with: what every authenticator has one of. The library would find out by itself
 * which ones this Node.js has, and make it print warnings about those that it has on trial.
 */
export const ALGORITHMS: number[] = [COSEALG.EdDSA, COSEALG.ES256, COSEALG.RS256]
