import { describe, expect, it } from 'vitest'
import { readConfig } from '../config.ts'
import { refuseRequest } from './refuse-request.ts'

const cookie = 'chat.session=abc'

async function refusal(route: string, headers: Record<string, string> = {}, environment: Record<string, string> = {}) {
  const [method = '', path = ''] = route.split(' ')
  const request = new Request(`http://localhost/api/auth${path}`, { method, headers })
  const response = refuseRequest(request, readConfig(environment))
  return response && { status: response.status, code: ((await response.json()) as { code: string }).code }
}

const signIn = (headers: Record<string, string>, environment?: Record<string, string>) =>
  refusal('POST /sign-in/anonymous', headers, environment)

describe('refuseRequest', () => {
  it('lets programs through, which send no Origin, with a cookie too', async () => {
    expect(await signIn({})).toBeUndefined()
    expect(await signIn({ cookie })).toBeUndefined()
    expect(await signIn({ 'sec-fetch-mode': 'cors' })).toBeUndefined()
  })

  it.each([
    ['http://localhost:3000', 'localhost:3000'],
    ['http://localhost:5173', 'localhost:5173'],
    ['http://192.168.1.20:3000', '192.168.1.20:3000'],
    ['http://[fd00::1]:3000', '[fd00::1]:3000'],
    ['https://chat.example.org', 'chat.example.org'],
    ['https://chat.example.org', 'chat.example.org:443'],
  ])('lets our own page at %s through without any setting', async (origin, host) => {
    expect(await signIn({ origin, host, cookie })).toBeUndefined()
  })

  it.each([
    'http://evil.example',
    'http://localhost:3001',
    'null',
    '',
    'http://localhost:3000.evil.example',
    'http://localhost:3000, http://evil.example',
  ])('refuses a page at %j, with or without a cookie', async (origin) => {
    const refused = { status: 403, code: 'ORIGIN_REJECTED' }
    expect(await signIn({ origin, host: 'localhost:3000', cookie })).toEqual(refused)
    expect(await signIn({ origin, host: 'localhost:3000' })).toEqual(refused)
  })

  it('takes the public address and the allowed ones alone once there is a public address', async () => {
    const environment = { PUBLIC_URL: 'https://chat.example.org', ALLOWED_ORIGINS: 'https://www.example.org' }
    expect(await signIn({ origin: 'https://chat.example.org', host: 'internal:3000' }, environment)).toBeUndefined()
    expect(await signIn({ origin: 'https://www.example.org', host: 'internal:3000' }, environment)).toBeUndefined()
    expect(await signIn({ origin: 'http://internal:3000', host: 'internal:3000' }, environment)).toBeDefined()
    expect(await signIn({ origin: 'http://chat.example.org', host: 'chat.example.org' }, environment)).toBeDefined()
  })

  it('refuses what a browser marks as coming from elsewhere, even without an Origin', async () => {
    expect(await signIn({ 'sec-fetch-site': 'cross-site' })).toBeDefined()
    expect(await signIn({ 'sec-fetch-site': 'same-site' })).toBeDefined()
    expect(await signIn({ 'sec-fetch-site': 'same-origin' })).toBeUndefined()
    expect(await signIn({ 'sec-fetch-site': 'none' })).toBeUndefined()
  })

  it.each([
    'POST /update-user',
    'POST /sign-up/email',
    'POST /delete-user',
    'POST /delete-anonymous-user',
    'GET /sign-in/anonymous',
    'GET /error',
    'POST /nonsense',
    'POST /sign-in/anonymous/',
    'POST /sign-in//anonymous',
  ])('finds nothing at %s', async (route) => {
    expect(await refusal(route, { cookie })).toEqual({ status: 404, code: 'NOT_FOUND' })
  })
})
