import { isRetriable } from '@chat/protocol'

/** Whether a code says that nobody is signed in any more. */
export function isSignedOut(code: string): boolean {
  return code === 'AUTH_REQUIRED' || code === 'AUTH_EXPIRED'
}

/** Whether a connection refused with this code will be refused again, however long the client waits. */
export function endsSession(code: string): boolean {
  return isSignedOut(code) || !isRetriable(code)
}
