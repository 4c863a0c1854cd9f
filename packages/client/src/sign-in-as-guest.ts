import { User } from '@chat/protocol'
import { type Fetch, ownFetch } from './fetch.ts'

export interface GuestSession {
  /** Proves who one is. In a browser the session cookie does, and this can be left alone. */
  readonly token: string
  readonly user: User
}

/**
 * Makes a new guest.
 *
 * @param options.url where the server is, such as `https://chat.example.org`
 * @param options.name what to be called; the server makes one up if it is left out
 * @throws if the server cannot be reached or takes no guests
 */
export async function signInAsGuest(options: { url: string; name?: string; fetch?: Fetch }): Promise<GuestSession> {
  const request = options.fetch ?? ownFetch
  const response = await request(`${options.url.replace(/\/+$/, '')}/api/auth/sign-in/anonymous`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(options.name === undefined ? {} : { name: options.name }),
  })
  const body: { token?: unknown; user?: unknown; message?: unknown } = Object(await response.json().catch(() => ({})))
  if (!response.ok) throw new Error(`Could not sign in (${response.status}): ${body.message ?? 'no reason given'}`)
  const token = response.headers.get('set-auth-token') ?? body.token
  const user = User.pick({ id: true, name: true }).safeParse(body.user)
  if (typeof token !== 'string' || !user.success) throw new Error('The server answered with something else')
  return { token, user: user.data }
}
