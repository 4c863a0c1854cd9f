import { v7 as uuidv7 } from 'uuid'
import { expect, onTestFinished, test } from 'vitest'
import { openAuthenticator } from '../../../test/authenticator.ts'
import { PASSWORD, signUp } from '../../../test/browser.ts'
import { signIn } from '../../../test/connect-person.ts'
import { findUnusedPort } from '../../../test/faults/unused-port.ts'
import { startIdentityProvider } from '../../../test/identity-provider.ts'
import { plainImage } from '../../../test/images.ts'
import { bearer, putPicture } from '../../../test/picture-requests.ts'
import { startServer } from '../../../test/start-server.ts'
import { createTestHttpServer, writeWebFiles } from '../../../test/test-http-server.ts'
import { walkRoute } from '../../../test/walk-access.ts'
import { requireRow, routeAccess } from './route-access.ts'

test('every row of the HTTP table is a route, and no route goes without a row', async () => {
  const server = await createTestHttpServer()
  const missing = Object.keys(routeAccess).filter((row) => {
    const [method = '', url = ''] = row.split(' ')
    return !server.hasRoute({ method, url: url.startsWith('/api/auth/') ? '/api/auth/*' : url })
  })
  expect(missing).toEqual([])
  expect(() => requireRow('GET', '/metrics')).toThrow('no row')
  expect(() => server.get('/metrics', () => 'secret')).toThrow('no row')
})

/** Dozens of routes for people of ten kinds, of whom each has a password to be hashed. */
const WALK_MS = 300_000

test(
  'every route answers every kind of person as the table says',
  async () => {
    const port = await findUnusedPort()
    const provider = await startIdentityProvider(`http://127.0.0.1:${port}/provider`)
    onTestFinished(() => provider.stop())
    const { issuer, clientId, clientSecret } = provider
    const server = await startServer({
      webRoot: await writeWebFiles({ 'index.html': 'Chat' }),
      config: {
        port,
        publicUrl: `http://127.0.0.1:${port}`,
        mail: { smtpUrl: 'smtp://127.0.0.1:9', from: 'chat@example.org' },
        provider: { issuer, clientId, clientSecret, name: 'Example' },
      },
    })
    await signUp(server.url, KNOWN)
    for (const [route, audience] of Object.entries(routeAccess)) {
      const differences = await walkRoute(
        server,
        route,
        audience,
        (credentials) => bodies[route]?.(server.url, credentials?.token) ?? {},
        await addresses[route]?.(server.url),
      )
      expect.soft(differences).toEqual([])
    }
  },
  WALK_MS,
)

const KNOWN = 'known@example.org'

/** Where routes are tried whose path stands for many. */
const addresses: Readonly<Record<string, (url: string) => Promise<string>>> = {
  async 'GET /pictures/:name'(url) {
    const image = await plainImage().png().toBuffer()
    return (await putPicture(url, bearer(await signIn(url)), image)).body.user.avatarUrl
  },
}

/** What the routes take that want more than an empty object. */
const bodies: Readonly<Record<string, (url: string, token: string | undefined) => unknown>> = {
  'PUT /api/picture': () => plainImage().png().toBuffer(),
  'POST /api/auth/sign-in/email': () => ({ email: KNOWN, password: PASSWORD }),
  'POST /api/auth/create-account': () => ({ email: `${uuidv7()}@example.org`, password: PASSWORD }),
  'POST /api/auth/change-password': () => ({ currentPassword: PASSWORD, newPassword: 'a new password' }),
  'POST /api/auth/change-email-address': () => ({ email: `${uuidv7()}@example.org`, password: PASSWORD }),
  'POST /api/auth/request-password-reset': () => ({ email: KNOWN }),
  'POST /api/auth/two-factor/enable': () => ({ password: PASSWORD }),
  'POST /api/auth/two-factor/verify-totp': () => ({ code: '123456' }),
  'POST /api/auth/two-factor/verify-backup-code': () => ({ code: 'abcde-fghij' }),
  'POST /api/auth/two-factor/generate-backup-codes': () => ({ password: PASSWORD }),
  'POST /api/auth/two-factor/disable': () => ({ password: PASSWORD }),
  'POST /api/auth/sign-in/provider': () => ({ query: '?code=made-up' }),
  'POST /api/auth/passkey-offer': () => ({ password: PASSWORD }),
  async 'POST /api/auth/add-passkey'(url, token = '') {
    const response = await fetch(`${url}/api/auth/passkey-offer`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify({ password: PASSWORD }),
    })
    const offer = response.ok ? Object(await response.json()) : { challenge: 'none', user: { id: 'none' } }
    return { name: 'My phone', credential: openAuthenticator(url).create(offer) }
  },
  'POST /api/auth/remove-passkey': () => ({ id: 'made up' }),
  'POST /api/auth/delete-account': () => ({ password: PASSWORD }),
  'POST /api/auth/reset-password': () => ({ newPassword: PASSWORD, token: 'made up' }),
  async 'POST /api/auth/sign-out-device'(url, token = '') {
    const response = await fetch(`${url}/api/auth/list-devices`, { headers: { authorization: `Bearer ${token}` } })
    const { devices } = Object(await response.json())
    return { id: devices?.[0].id ?? 'none' }
  },
}
