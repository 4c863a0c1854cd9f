import { once } from 'node:events'
import { createServer } from 'node:net'
import { describe, expect, it, vi } from 'vitest'
import type { Fetch } from './fetch.ts'
import { signInAsGuest, signInWithPassword } from './sign-in.ts'

const USER = { id: 'ada', name: 'BrightFox42', email: 'guest@example.org', image: null }

function answer(status: number, body: unknown, token: string | null = 'secret') {
  return vi.fn<Fetch>(async () => ({
    ok: status < 300,
    status,
    headers: { get: (name) => (name === 'set-auth-token' ? token : null) },
    json: async () => body,
  }))
}

describe('signing in as a guest', () => {
  it('asks for a name and gets a token', async () => {
    const fetch = answer(200, { token: 'other', user: USER })
    const session = await signInAsGuest({ url: 'http://localhost:3000/', name: 'BrightFox42', fetch })
    expect(session).toEqual({ token: 'secret', user: { id: 'ada', name: 'BrightFox42' } })
    expect(fetch).toHaveBeenCalledWith('http://localhost:3000/api/auth/sign-in/anonymous', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{"name":"BrightFox42"}',
    })
  })

  it('takes the token of the body where the header does not get through', async () => {
    const session = await signInAsGuest({
      url: 'http://localhost',
      fetch: answer(200, { token: 'other', user: USER }, null),
    })
    expect(session.token).toBe('other')
  })

  it('says why the server takes no guests', async () => {
    const fetch = answer(403, { code: 'FORBIDDEN', message: 'This server has no guests.' })
    const refused = { name: 'RequestError', code: 'FORBIDDEN', message: 'This server has no guests.' }
    await expect(signInAsGuest({ url: 'http://localhost', fetch })).rejects.toMatchObject(refused)
  })

  it('says how long to wait where too many come from one address', async () => {
    const fetch = answer(429, { error: { code: 'RATE_LIMITED', message: 'Too many', retryAfterMs: 5_000 } })
    const refused = { code: 'RATE_LIMITED', body: { retryAfterMs: 5_000 } }
    await expect(signInAsGuest({ url: 'http://localhost', fetch })).rejects.toMatchObject(refused)
  })

  it.each([
    [200, '<html>', 'answered with something else'],
    [502, '<html>', 'answered with status 502'],
  ])('does not take something else for a session (%s)', async (status, body, words) => {
    const asked = signInAsGuest({ url: 'http://localhost', fetch: answer(status, body) })
    await expect(asked).rejects.toMatchObject({ code: 'UNREADABLE', message: expect.stringContaining(words) })
  })

  it('says which server cannot be reached, and why', async () => {
    const server = createServer().listen(0, '127.0.0.1')
    await once(server, 'listening')
    const { port } = Object(server.address())
    server.close()
    await once(server, 'close')
    const refused = {
      name: 'RequestError',
      code: 'DISCONNECTED',
      message: `Could not reach http://127.0.0.1:${port}/api/auth/sign-in/anonymous: connect ECONNREFUSED 127.0.0.1:${port}`,
    }
    await expect(signInAsGuest({ url: `http://127.0.0.1:${port}` })).rejects.toMatchObject(refused)
  })

  it.each([
    ['none of its addresses answers', Object.assign(new AggregateError([]), { code: 'ECONNREFUSED' }), 'ECONNREFUSED'],
    ['nothing is known but that it failed', undefined, 'fetch failed'],
  ])("says so also where a fetch of one's own cannot reach it: %s", async (_, cause, why) => {
    const failed = new TypeError('fetch failed', { cause })
    const refused = {
      name: 'RequestError',
      code: 'DISCONNECTED',
      message: `Could not reach http://localhost/api/auth/sign-in/anonymous: ${why}`,
      cause: failed,
    }
    const fetch = () => Promise.reject(failed)
    await expect(signInAsGuest({ url: 'http://localhost', fetch })).rejects.toMatchObject(refused)
  })
})

describe('signing in with a password', () => {
  const account = { url: 'http://localhost', email: 'bot@example.org', password: 'correct horse' }

  it('gets the token of a new session', async () => {
    const fetch = answer(200, { token: 'other', user: USER })
    expect(await signInWithPassword({ ...account, fetch })).toEqual({
      token: 'secret',
      user: { id: 'ada', name: 'BrightFox42' },
    })
    expect(fetch).toHaveBeenCalledWith('http://localhost/api/auth/sign-in/email', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{"email":"bot@example.org","password":"correct horse"}',
    })
  })

  it('says that a program cannot, where there is a second factor', async () => {
    const fetch = answer(200, { twoFactorRedirect: true }, null)
    const refused = { code: 'UNREADABLE', message: expect.stringContaining('second factor') }
    await expect(signInWithPassword({ ...account, fetch })).rejects.toMatchObject(refused)
  })
})
