import {
  browserSupportsWebAuthn,
  browserSupportsWebAuthnAutofill,
  startAuthentication,
  startRegistration,
  WebAuthnError,
} from '@simplewebauthn/browser'
import { accountApi } from './account-api.ts'

/** Whether this browser has passkeys under this address. They need https, or localhost, and a name: no number will do. */
export function passkeysWork(): boolean {
  return isSecureContext && browserSupportsWebAuthn() && isNamed(location.hostname)
}

/** Whether an address has a name that a passkey can be for. */
export function isNamed(hostname: string): boolean {
  return !/^[\d.]+$|^\[/.test(hostname)
}

/** Has the browser make a passkey, after the person has shown it that they are there. */
export async function addPasskey(name: string, password: string | undefined): Promise<void> {
  const optionsJSON = await accountApi.passkeyOffer(password)
  const credential = await startRegistration({ optionsJSON }).catch(inWords)
  await accountApi.addPasskey(name, credential)
}

/** Lets the person choose a passkey, and signs them in with it. */
export async function signInWithPasskey(): Promise<void> {
  const optionsJSON = await accountApi.passkeyChallenge()
  const credential = await startAuthentication({ optionsJSON }).catch(inWords)
  await accountApi.signInWithPasskey(credential)
}

/**
 * Has the browser offer passkeys where it offers e-mail addresses that it knows.
 *
 * @returns whether somebody has signed in by that; false if the browser cannot, or something else came first
 */
export async function signInByAutofill(): Promise<boolean> {
  if (!(await browserSupportsWebAuthnAutofill())) return false
  const optionsJSON = await accountApi.passkeyChallenge().catch(() => undefined)
  if (!optionsJSON) return false
  const credential = await startAuthentication({ optionsJSON, useBrowserAutofill: true }).catch(() => undefined)
  if (!credential) return false
  await accountApi.signInWithPasskey(credential)
  return true
}

/** @throws {Error} whose message is fit to be shown */
function inWords(cause: unknown): never {
  const code = cause instanceof WebAuthnError ? cause.code : undefined
  const name = cause instanceof Error ? cause.name : undefined
  if (code === 'ERROR_AUTHENTICATOR_PREVIOUSLY_REGISTERED')
    throw new Error('There is a passkey for you on that device already.', { cause })
  if (name === 'NotAllowedError' || name === 'AbortError' || code === 'ERROR_CEREMONY_ABORTED')
    throw new Error('That was cancelled, or took too long.', { cause })
  throw new Error('Your browser or device cannot do this. Try another one.', { cause })
}
