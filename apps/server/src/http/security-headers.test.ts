import { expect, it } from 'vitest'
import { createTestHttpServer } from '../../test/test-http-server.ts'

const page = { 'index.html': '<!doctype html>' }
const get = { method: 'GET', url: '/', headers: { host: 'localhost:3000', accept: 'text/html' } } as const

it('lets a page load and connect to nothing but this server', async () => {
  const server = await createTestHttpServer({ files: page })
  const { headers } = await server.inject(get)
  expect(headers['content-security-policy']?.toString().split(';')).toEqual([
    "default-src 'self'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' blob: data:",
    "media-src 'self' blob:",
    "connect-src 'self' ws://localhost:3000 wss://localhost:3000",
    "worker-src 'self'",
    "manifest-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ])
  expect(headers).toMatchObject({
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'referrer-policy': 'same-origin',
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    'permissions-policy': expect.stringContaining('geolocation=()'),
  })
  expect(headers['access-control-allow-origin']).toBeUndefined()
  expect(headers['x-powered-by']).toBeUndefined()
})

it('asks for https for ever only where people come by https', async () => {
  const plain = await (await createTestHttpServer({ files: page })).inject(get)
  expect(plain.headers['strict-transport-security']).toBeUndefined()
  expect(plain.headers['content-security-policy']).not.toContain('upgrade-insecure-requests')

  const environment = { PUBLIC_URL: 'https://chat.example.org' }
  const secure = await (await createTestHttpServer({ files: page, environment })).inject(get)
  expect(secure.headers['strict-transport-security']).toBe('max-age=31536000')
  expect(secure.headers['content-security-policy']).toContain('upgrade-insecure-requests')
  expect(secure.headers['content-security-policy']).toContain("connect-src 'self' wss://chat.example.org;")
})

it('writes no Host header into the policy that could add to it', async () => {
  const server = await createTestHttpServer({ files: page })
  for (const host of ["a; script-src 'unsafe-inline'", 'a b', '*', '/']) {
    const { headers, statusCode } = await server.inject({ ...get, headers: { host, accept: 'text/html' } })
    expect(statusCode).toBe(200)
    expect(headers['content-security-policy']).toMatch(/connect-src 'self' ?;/)
    expect(headers['content-security-policy']).not.toContain('unsafe')
  }
})

it('sends the headers with refusals and with data as well', async () => {
  const server = await createTestHttpServer()
  for (const url of ['/api/nothing', '/health', '/livez']) {
    const { headers } = await server.inject(url)
    expect(headers['content-security-policy']).toContain("default-src 'self'")
    expect(headers['x-content-type-options']).toBe('nosniff')
  }
})
