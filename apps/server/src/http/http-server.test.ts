import { connect } from 'node:net'
import { Writable } from 'node:stream'
import { describe, expect, it } from 'vitest'
import { openTestDatabase } from '../../test/test-database.ts'
import { createTestHttpServer } from '../../test/test-http-server.ts'
import { createAccounts } from '../accounts/accounts.ts'
import { systemClock } from '../clock.ts'
import { readConfig } from '../config.ts'
import { createLogger } from '../logger.ts'

describe('bad HTTP', () => {
  /** Sends raw bytes and resolves with all that comes back until the connection closes. */
  function sendRaw(port: number, bytes: string): Promise<string> {
    return new Promise((resolve) => {
      let answer = ''
      const socket = connect(port, '127.0.0.1', () => socket.write(bytes))
      socket.on('data', (data) => {
        answer += data
      })
      socket.on('error', () => {})
      socket.on('close', () => resolve(answer))
    })
  }

  it.each([
    ['nonsense', 'nonsense\r\n\r\n'],
    ['a TLS greeting', '\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03'],
    ['another version', 'GET / HTTP/9.9\r\n\r\n'],
    ['a header with a line break', 'GET / HTTP/1.1\r\nHost: a\r\nX: a\rb\r\n\r\n'],
    ['two lengths', 'POST /api/auth/sign-out HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab'],
    [
      'a length and chunks',
      'POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
    ],
    ['a wrong chunk', 'POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n\r\n'],
    ['20 KB of headers', `GET / HTTP/1.1\r\nHost: a\r\nX: ${'x'.repeat(20_000)}\r\n\r\n`],
  ])('with %s is refused, and others are still served', async (_name, bytes) => {
    const server = await createTestHttpServer()
    const url = await server.listen({ port: 0, host: '127.0.0.1' })
    expect(await sendRaw(Number(new URL(url).port), bytes)).toMatch(
      /^HTTP\/1\.1 4\d\d .*\r\n[\s\S]*"code":"VALIDATION_FAILED"/,
    )
    expect((await fetch(`${url}/livez`)).status).toBe(200)
  })

  it.each([
    ['an address that is no address', 'GET', '/%E0%A4%A', {}, undefined, 400, 'VALIDATION_FAILED'],
    ['a body that is too large', 'POST', '/api/auth/sign-out', {}, 'x'.repeat(65_537), 413, 'PAYLOAD_TOO_LARGE'],
    ['an unknown address', 'POST', '/api/nothing', {}, undefined, 404, 'NOT_FOUND'],
    ['a method that we do not have', 'PUT', '/health', {}, undefined, 404, 'NOT_FOUND'],
    ['a method that the route does not have', 'DELETE', '/api/auth/sign-in/anonymous', {}, undefined, 404, 'NOT_FOUND'],
  ] as const)('with %s is answered with a code', async (_name, method, url, headers, payload, status, code) => {
    const server = await createTestHttpServer()
    const response = await server.inject({ method, url, headers, ...(payload !== undefined && { payload }) })
    expect(response.statusCode).toBe(status)
    expect(response.json()).toEqual({ error: { code, message: expect.any(String) } })
  })
})

describe('the log', () => {
  it('has neither tokens nor cookies nor query strings nor names in it', async () => {
    let log = ''
    const destination = new Writable({
      write(chunk, _encoding, written) {
        log += chunk
        written()
      },
    })
    const config = readConfig({ LOG_LEVEL: 'trace' })
    const logger = createLogger(config, destination)
    const accounts = createAccounts({
      database: await openTestDatabase(),
      config,
      secret: 'a secret for tests, longer than it needs to be',
      logger,
      clock: systemClock,
      lastSeen: { isHere: () => false },
      onPersonCreated: async () => {},
      onPersonChanged: async () => {},
      roomsOnlyOwnedBy: async () => [],
      finishDeletion: async () => {},
    })
    const server = await createTestHttpServer({ logger, accounts })
    const signedIn = await server.inject({
      method: 'POST',
      url: '/api/auth/sign-in/anonymous?token=in-the-query',
      headers: { 'content-type': 'application/json' },
      payload: '{"name":"AnnInTheBody"}',
    })
    const token = String(signedIn.headers['set-auth-token'])
    const [{ value: cookie } = { value: '' }] = signedIn.cookies
    await server.inject({ url: '/api/auth/get-session?x=in-the-query', cookies: { 'chat.session': cookie } })
    await server.inject({ url: '/nothing?x=in-the-query', headers: { authorization: `Bearer ${token}` } })
    logger.info({ token, headers: { cookie, authorization: token }, request: { body: { text: 'in-the-body' } } }, 'x')

    expect(token).toHaveLength(77)
    expect(log).toContain('"path":"/api/auth/sign-in/anonymous"')
    for (const secret of [token, token.split('.')[0], cookie, 'in-the-query', 'AnnInTheBody', 'in-the-body']) {
      expect(log).not.toContain(secret)
    }
  })
})
