import crypto, { type ScryptOptions } from 'node:crypto'
import { syncBuiltinESMExports } from 'node:module'
import { onTestFinished } from 'vitest'

const { scrypt } = crypto

/** Hashes as little as can be: what costs a thief much costs a suite with hundreds of sign-ins as much. */
function cheapScrypt(
  password: crypto.BinaryLike,
  salt: crypto.BinaryLike,
  length: number,
  options: ScryptOptions,
  callback: (error: Error | null, key: Buffer) => void,
): void {
  scrypt(password, salt, length, { ...options, N: 2 }, callback)
}

function replaceScrypt(by: typeof scrypt | typeof cheapScrypt): void {
  Object.assign(crypto, { scrypt: by })
  syncBuiltinESMExports()
}

/** From here on nobody waits for a password to be hashed. What was hashed otherwise does not fit. */
export function hashCheaply(): void {
  replaceScrypt(cheapScrypt)
}

/** For the rest of a test passwords cost as much as those of people. */
export function hashAsInProduction(): void {
  replaceScrypt(scrypt)
  onTestFinished(hashCheaply)
}
