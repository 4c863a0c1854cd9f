import { ErrorBody, User } from '@chat/protocol'
import { type Fetch, ownFetch } from './fetch.ts'
import { RequestError } from './request-error.ts'

export interface OpenedSession {
  /** Proves who one is. In a browser the session cookie does, and this can be left alone. */
  readonly token: string
  readonly user: Pick<User, 'id' | 'name'>
}

/**
 * Makes a new guest.
 *
 * @param options.url where the server is, such as `https://chat.example.org`
 * @param options.name what to be called; the server makes one up if it is left out
 * @throws {RequestError} if the server cannot be reached (`DISCONNECTED`) or refuses: it takes no guests (`FORBIDDEN`), or
 *   not so many from one address (`RATE_LIMITED`)
 */
export function signInAsGuest(options: { url: string; name?: string; fetch?: Fetch }): Promise<OpenedSession> {
  const { name, ...server } = options
  return openSession(server, 'anonymous', name === undefined ? {} : { name })
}

/**
 * Opens a new session of an account.
 *
 * @param options.url where the server is, such as `https://chat.example.org`
 * @throws {RequestError} if the server cannot be reached (`DISCONNECTED`) or refuses: address or password are wrong
 *   (`AUTH_REQUIRED`), or were too often (`RATE_LIMITED`); `UNREADABLE` if the account has a second factor
 */
export function signInWithPassword(options: {
  url: string
  email: string
  password: string
  fetch?: Fetch
}): Promise<OpenedSession> {
  const { email, password, ...server } = options
  return openSession(server, 'email', { email, password })
}

async function openSession(
  { url, fetch = ownFetch }: { url: string; fetch?: Fetch },
  way: 'anonymous' | 'email',
  input: Record<string, string>,
): Promise<OpenedSession> {
  const response = await reach(fetch, `${url.replace(/\/+$/, '')}/api/auth/sign-in/${way}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(input),
  })
  const body: { token?: unknown; user?: unknown; error?: unknown } = Object(await response.json().catch(() => ({})))
  if (!response.ok) {
    const refusal = ErrorBody.safeParse(body.error ?? body)
    if (refusal.success) throw new RequestError(refusal.data)
    throw new RequestError('UNREADABLE', `Could not sign in: ${url} answered with status ${response.status}`)
  }
  const token = response.headers.get('set-auth-token') ?? body.token
  const user = User.pick({ id: true, name: true }).safeParse(body.user)
  if (typeof token === 'string' && user.success) return { token, user: user.data }
  const why = 'twoFactorRedirect' in body ? 'the account has a second factor' : `${url} answered with something else`
  throw new RequestError('UNREADABLE', `Could not sign in: ${why}`)
}

/** Node says no more than "fetch failed", and keeps beside it why: of several addresses that were tried, only as a code. */
function reach(fetch: Fetch, ...[url, init]: Parameters<Fetch>): ReturnType<Fetch> {
  return fetch(url, init).catch((error: unknown) => {
    const { message, cause } = Object(error)
    const reason = Object(cause)
    const why = `Could not reach ${url}: ${reason.message || reason.code || message}`
    throw new RequestError('DISCONNECTED', why, { cause: error })
  })
}
