import { describe, expect, it, vi } from 'vitest'
import type { Fetch } from './fetch.ts'
import { signInAsGuest } from './sign-in-as-guest.ts'

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
    const fetch = answer(403, { message: 'Guests are off' })
    await expect(signInAsGuest({ url: 'http://localhost', fetch })).rejects.toThrow('(403): Guests are off')
  })

  it('does not take something else for a session', async () => {
    await expect(signInAsGuest({ url: 'http://localhost', fetch: answer(200, '<html>') })).rejects.toThrow()
  })
})
