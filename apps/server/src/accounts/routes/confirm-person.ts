import type { GenericEndpointContext } from 'better-auth'
import type { AttemptLimits } from '../attempt-limits.ts'
import { clientAddress } from '../client-address.ts'
import { refusal } from '../refusal.ts'

/** Without a password, having signed in so short a time ago is the proof. */
const FRESH_MS = 15 * 60 * 1_000

/**
 * Makes sure that it is the person, and not somebody with a session that they stole or a screen that was left open.
 *
 * @throws {APIError} if the password is wrong; without one, if the sign-in is too long ago
 */
export async function confirmPerson(
  { context, headers }: Pick<GenericEndpointContext, 'context' | 'headers'>,
  limits: AttemptLimits,
  password: string | undefined,
): Promise<void> {
  if (!context.session) throw refusal('AUTH_REQUIRED', 'Nobody is signed in.')
  const { user, session } = context.session
  const hash = (await context.internalAdapter.findCredentialAccount(user.id))?.password
  if (hash) {
    const address = clientAddress(headers)
    await limits.take('password', user.id, address)
    const isRight = password !== undefined && (await context.password.verify({ hash, password }))
    if (!isRight) throw refusal('FORBIDDEN', 'The password is wrong.', 'INVALID_PASSWORD')
    await limits.forgive('password', user.id, address)
  } else if (Date.now() - session.createdAt.getTime() > FRESH_MS) {
    throw refusal('FORBIDDEN', 'Sign out and in again first, so that we know that it is you.', 'SESSION_NOT_FRESH')
  }
}
