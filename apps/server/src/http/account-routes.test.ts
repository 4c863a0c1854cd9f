import { once } from 'node:events'
import { request } from 'node:http'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { createTestHttpServer, echoingAccounts } from '../../test/test-http-server.ts'

describe('/api/auth', () => {
  it('passes a request on as it is, with the address that the server itself sees', async () => {
    const server = await createTestHttpServer()
    const response = await server.inject({
      method: 'POST',
      url: '/api/auth/sign-in/anonymous?a=1',
      headers: {
        'content-type': 'application/json',
        cookie: 'chat.session=abc',
        'x-chat-client-address': '6.6.6.6',
        'x-forwarded-for': '6.6.6.6',
      },
      payload: '{"name": "Ann"}',
    })
    expect(response.json()).toMatchObject({
      method: 'POST',
      url: 'http://localhost/api/auth/sign-in/anonymous?a=1',
      headers: { cookie: 'chat.session=abc', 'x-chat-client-address': '127.0.0.1' },
      body: '{"name": "Ann"}',
    })
    expect(response.headers['cache-control']).toBe('no-store')
  })

  it('has no detours around the limits of a route', async () => {
    const server = await createTestHttpServer()
    await server.listen({ port: 0, host: '127.0.0.1' })
    const { port } = z.object({ port: z.int() }).parse(server.server.address())
    for (const path of [
      'x/../sign-in/anonymous',
      './sign-in/anonymous',
      'sign-in\\anonymous',
      'x/%2e%2e/sign-in/anonymous',
    ]) {
      // Written by hand: `fetch` would straighten the path.
      const sent = request({ port, method: 'POST', path: `/api/auth/${path}` }).end('{}')
      const [{ statusCode }] = await once(sent, 'response')
      expect(statusCode, path).toBe(404)
    }
  })

  it('believes a forwarded address of a trusted proxy alone', async () => {
    const seen = async (environment: Record<string, string>) => {
      const server = await createTestHttpServer({ environment })
      const headers = { 'x-forwarded-for': '6.6.6.6, 203.0.113.9' }
      return (await server.inject({ url: '/api/auth/get-session', headers })).json().headers['x-chat-client-address']
    }
    expect(await seen({})).toBe('127.0.0.1')
    expect(await seen({ TRUST_PROXY: '10.0.0.0/8' })).toBe('127.0.0.1')
    expect(await seen({ TRUST_PROXY: '127.0.0.1' })).toBe('203.0.113.9')
  })

  it('passes on a request without a body, and with one of any type', async () => {
    const server = await createTestHttpServer()
    const send = async (headers: Record<string, string>, payload?: string) =>
      (await server.inject({ method: 'POST', url: '/api/auth/sign-out', headers, ...(payload && { payload }) })).json()
        .body
    expect(await send({})).toBe('')
    expect(await send({ 'content-type': 'application/json' })).toBe('')
    expect(await send({ 'content-type': 'text/plain' }, 'text')).toBe('text')
    expect(await send({ 'content-type': 'application/json' }, '{"__proto__": 1')).toBe('{"__proto__": 1')
  })

  it('passes back every cookie, the status and the headers', async () => {
    const server = await createTestHttpServer({
      accounts: {
        ...echoingAccounts,
        handle: async () =>
          new Response('{"a":1}', {
            status: 403,
            headers: [
              ['content-type', 'application/json'],
              ['set-auth-token', 'abc'],
              ['set-cookie', 'a=1; Expires=Thu, 01 Jan 1970 00:00:00 GMT'],
              ['set-cookie', 'b=2'],
            ],
          }),
      },
    })
    const response = await server.inject('/api/auth/get-session')
    expect(response.statusCode).toBe(403)
    expect(response.body).toBe('{"a":1}')
    expect(response.headers).toMatchObject({
      'content-type': 'application/json',
      'set-auth-token': 'abc',
      'set-cookie': ['a=1; Expires=Thu, 01 Jan 1970 00:00:00 GMT', 'b=2'],
    })
  })

  it('tells nothing about a failure', async () => {
    const server = await createTestHttpServer({
      accounts: { ...echoingAccounts, handle: () => Promise.reject(new Error('near "selct": syntax error')) },
    })
    const response = await server.inject('/api/auth/get-session')
    expect(response.statusCode).toBe(500)
    expect(response.json()).toEqual({ error: { code: 'INTERNAL', message: expect.any(String) } })
    expect(response.body).not.toContain('selct')
  })
})

describe('signing in', () => {
  const signInFrom = (server: Awaited<ReturnType<typeof createTestHttpServer>>, remoteAddress: string) =>
    server.inject({ method: 'POST', url: '/api/auth/sign-in/anonymous', remoteAddress })

  it('is limited for each address', async () => {
    const server = await createTestHttpServer()
    for (let count = 0; count < 100; count += 1) {
      expect((await signInFrom(server, '192.0.2.1')).statusCode).toBe(200)
    }
    const refused = await signInFrom(server, '192.0.2.1')
    expect(refused.statusCode).toBe(429)
    expect(refused.json()).toEqual({
      error: { code: 'RATE_LIMITED', message: expect.any(String), retryAfterMs: expect.any(Number) },
    })
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0)
    expect((await signInFrom(server, '192.0.2.2')).statusCode).toBe(200)
    expect((await server.inject('/api/auth/get-session')).statusCode).toBe(200)
  })

  it('is not limited where limits are off', async () => {
    const server = await createTestHttpServer({ environment: { RATE_LIMITS: 'off' } })
    for (let count = 0; count < 150; count += 1) {
      expect((await signInFrom(server, '192.0.2.1')).statusCode).toBe(200)
    }
  })
})
