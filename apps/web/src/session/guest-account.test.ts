import { afterEach, describe, expect, it, vi } from 'vitest'
import { guestAccount } from './guest-account.ts'

function answer(respond: (url: string) => Response | Promise<Response>): void {
  vi.stubGlobal('location', { origin: 'http://chat.test' })
  vi.stubGlobal('fetch', async (url: string) => respond(url))
}

afterEach(() => vi.unstubAllGlobals())

const isCheck = (url: string) => url.endsWith('/get-session')
const json = (body: unknown, status = 200) => Response.json(body, { status })

describe('joining', () => {
  it('goes to the server that the page came from', async () => {
    const urls: string[] = []
    answer((url) => {
      if (isCheck(url)) return json(null)
      urls.push(url)
      return json({ token: 't', user: { id: 'ada', name: 'Ada' } })
    })
    expect(await guestAccount.join('Ada')).toBe('ada')
    expect(urls).toEqual(['http://chat.test/api/auth/sign-in/anonymous'])
  })

  it('makes nobody new when another tab has joined meanwhile', async () => {
    const urls: string[] = []
    answer((url) => {
      urls.push(url)
      return json({ session: {}, user: { id: 'ada' } })
    })
    expect(await guestAccount.join('Ada')).toBe('ada')
    expect(urls).toEqual(['/api/auth/get-session'])
  })

  it.each([
    ['the server does not answer', () => Promise.reject(new TypeError('Failed to fetch')), /cannot be reached/],
    ['the server is broken', () => json({ message: 'at line 7 of auth.js' }, 500), /cannot be reached/],
    ['too many join', () => json({}, 429), /Too many/],
    ['the name is refused', () => json({ message: 'This name is taken.' }, 400), /^This name is taken\.$/],
    ['a proxy refuses', () => new Response('<html>', { status: 403 }), /refused \(403\)/],
  ])('fails in words for the person when %s', async (_, respond, words) => {
    answer((url) => (isCheck(url) ? json(null) : respond()))
    await expect(guestAccount.join('Ada')).rejects.toThrow(words)
  })
})

describe('who is here', () => {
  it('is known from the server, and unknown without it', async () => {
    answer(() => json(null))
    expect(await guestAccount.check()).toBeNull()
    answer(() => json({ session: {}, user: { id: 'ada' } }))
    expect(await guestAccount.check()).toBe('ada')
    answer(() => json({ hello: 'from the hotel' }))
    expect(await guestAccount.check()).toBeUndefined()
    answer(() => json({}, 503))
    expect(await guestAccount.check()).toBeUndefined()
    answer(() => Promise.reject(new TypeError('Failed to fetch')))
    expect(await guestAccount.check()).toBeUndefined()
  })
})
