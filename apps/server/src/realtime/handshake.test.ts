import type { IncomingHttpHeaders } from 'node:http'
import { describe, expect, it, vi } from 'vitest'
import { silentLogger } from '../../test/silent-logger.ts'
import type { Identity } from '../accounts/accounts.ts'
import { readConfig } from '../config.ts'
import { ChatError } from '../gate/chat-error.ts'
import { authenticateHandshake, checkOrigin, toConnectError } from './handshake.ts'

const isAllowed = (headers: IncomingHttpHeaders, environment: Record<string, string> = {}) => {
  const refusal = checkOrigin({ headers, config: readConfig(environment) })
  expect(refusal?.code).toBe(refusal && 'ORIGIN_REJECTED')
  return refusal === undefined
}

describe('checkOrigin', () => {
  const cookie = 'chat.session=abc'
  const host = 'chat.example:3000'

  it('lets our own page connect, wherever the server is reached, without any setting', () => {
    expect(isAllowed({ host: 'localhost:3000', origin: 'http://localhost:3000', cookie })).toBe(true)
    expect(isAllowed({ host: 'localhost:5173', origin: 'http://localhost:5173', cookie })).toBe(true)
    expect(isAllowed({ host: '192.168.1.20:3000', origin: 'http://192.168.1.20:3000', cookie })).toBe(true)
    expect(isAllowed({ host: '[::1]:3000', origin: 'http://[::1]:3000', cookie })).toBe(true)
    expect(isAllowed({ host: 'Chat.Example', origin: 'https://chat.example', cookie })).toBe(true)
  })

  it.each([
    'null',
    '',
    'https://evil.example',
    'http://chat.example',
    'http://chat.example:444',
    'http://chat.example:3000.evil.example',
    'http://evil.example#chat.example:3000',
    'http://chat.example:3000@evil.example',
    'http://chat.example.:3000',
    'http://chat.example:3000/',
    'http://chat.example:3000`',
    'http://chat.example:3000$',
    'http://chat.example:3000, http://evil.example',
    'ws://chat.example:3000',
    'file://',
    'chrome-extension://abcdef',
    'http://CHAT.example:3000',
  ])('refuses a page at %j', (origin) => {
    expect(isAllowed({ host, origin, cookie })).toBe(false)
    expect(isAllowed({ host, origin })).toBe(false)
    expect(isAllowed({ host, origin, cookie, 'x-chat-client': 'web', 'sec-fetch-site': 'same-origin' })).toBe(false)
  })

  it.each([undefined, '', '*', 'a/b', 'user@chat.example', 'a b'])('trusts no origin by the Host header %j', (bad) => {
    expect(isAllowed({ ...(bad !== undefined && { host: bad }), origin: `http://${bad}`, cookie })).toBe(false)
  })

  it('takes the public address and the allowed origins alone once there is a public address', () => {
    const environment = { PUBLIC_URL: 'https://chat.example', ALLOWED_ORIGINS: 'http://10.0.0.5:3000' }
    expect(isAllowed({ host: 'internal', origin: 'https://chat.example', cookie }, environment)).toBe(true)
    expect(isAllowed({ host: 'internal', origin: 'http://10.0.0.5:3000', cookie }, environment)).toBe(true)
    for (const origin of [
      'http://chat.example',
      'https://chat.example:444',
      'https://chat.example.evil.com',
      'https://sub.chat.example',
      'https://chat.example.',
      'null',
    ]) {
      expect(isAllowed({ host: 'chat.example', origin, cookie }, environment), origin).toBe(false)
    }
    expect(isAllowed({ host: 'internal', origin: 'http://internal', cookie }, environment)).toBe(false)
  })

  it('lets a program connect, which has no origin and no cookie', () => {
    expect(isAllowed({ host })).toBe(true)
  })

  it('wants proof that it is our own page when there is a cookie and no origin', () => {
    expect(isAllowed({ host, cookie })).toBe(false)
    expect(isAllowed({ host, cookie, 'sec-fetch-site': 'cross-site' })).toBe(false)
    expect(isAllowed({ host, cookie, 'sec-fetch-site': 'same-site' })).toBe(false)
    expect(isAllowed({ host, cookie, 'sec-fetch-site': 'none' })).toBe(false)
    expect(isAllowed({ host, cookie, 'sec-fetch-site': 'same-origin' })).toBe(true)
    expect(isAllowed({ host, cookie, 'x-chat-client': 'web' })).toBe(true)
  })
})

describe('authenticateHandshake', () => {
  const ann = { userId: 'ann', sessionId: 's1', expiresAt: 1 } as Identity

  /** Accounts that know Ann by the token "good" and by the cookie with the value "good". */
  const accounts = {
    authenticate: async (headers: Headers) =>
      headers.get('authorization') === 'Bearer good' || headers.get('cookie')?.includes('chat.session=good')
        ? ann
        : undefined,
  }
  const connect = (auth: unknown, headers: IncomingHttpHeaders = {}) =>
    authenticateHandshake({ auth, headers }, accounts).catch((error) =>
      error instanceof ChatError ? error.code : Promise.reject(error),
    )

  it('knows who connects by the token or by the cookie', async () => {
    expect(await connect({ protocol: 1, token: 'good' })).toEqual(ann)
    expect(await connect({ protocol: 1 }, { cookie: 'other=1; chat.session=good' })).toEqual(ann)
  })

  it('tells nobody from somebody whose session is over', async () => {
    expect(await connect({ protocol: 1 })).toBe('AUTH_REQUIRED')
    expect(await connect({ protocol: 1, token: '' })).toBe('AUTH_REQUIRED')
    expect(await connect({ protocol: 1 }, { cookie: 'theirs.session=1; not-chat.session=2' })).toBe('AUTH_REQUIRED')
    expect(await connect({ protocol: 1 }, { cookie: 'chat.session=' })).toBe('AUTH_REQUIRED')
    expect(await connect({ protocol: 1, token: 'old' })).toBe('AUTH_EXPIRED')
    expect(await connect({ protocol: 1 }, { cookie: 'chat.session=old' })).toBe('AUTH_EXPIRED')
    expect(await connect({ protocol: 1 }, { cookie: 'a=b; __Host-chat.session=old' })).toBe('AUTH_EXPIRED')
  })

  it('does not fall back to a cookie when the token is no good', async () => {
    expect(await connect({ protocol: 1, token: 'old' }, { cookie: 'chat.session=good' })).toBe('AUTH_EXPIRED')
  })

  it.each([undefined, null, {}, 'protocol', 7, [], { protocol: 2 }, { protocol: '1' }, { token: 'good' }])(
    'asks for an upgrade when the handshake is %j',
    async (auth) => {
      expect(await connect(auth, { cookie: 'chat.session=good' })).toBe('UPGRADE_REQUIRED')
    },
  )

  it.each([7, null, {}, ['good'], 'x'.repeat(4_097)])('refuses a token that is none: %j', async (token) => {
    expect(await connect({ protocol: 1, token }, { cookie: 'chat.session=good' })).toBe('VALIDATION_FAILED')
  })

  it('refuses a token that cannot stand in a header, and survives', async () => {
    expect(await connect({ protocol: 1, token: 'a\r\nb' })).toBe('AUTH_EXPIRED')
    expect(await connect({ protocol: 1, token: '\u{1f98a}' })).toBe('AUTH_EXPIRED')
    expect(await connect({ protocol: 1, token: 'a\0b' })).toBe('AUTH_EXPIRED')
  })

  it('tells the client the code of a refusal, and of a failure nothing', () => {
    const logger = { error: vi.fn() }
    expect(toConnectError(new ChatError('AUTH_REQUIRED', 'Sign in.'), logger).data).toEqual({
      code: 'AUTH_REQUIRED',
      message: 'Sign in.',
    })
    expect(logger.error).not.toHaveBeenCalled()
    const failure = toConnectError(new Error('relation "sessions" does not exist'), silentLogger)
    expect(failure.data.code).toBe('INTERNAL')
    expect(JSON.stringify([failure.message, failure.data])).not.toContain('sessions')
  })
})
