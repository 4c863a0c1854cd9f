import { beforeEach, describe, expect, it, vi } from 'vitest'
import { silentLogger } from '../../test/silent-logger.ts'
import { openTestDatabase } from '../../test/test-database.ts'
import { systemClock } from '../clock.ts'
import { readConfig } from '../config.ts'
import type { Database } from '../database/database.ts'
import { type Accounts, type AccountsOptions, createAccounts } from './accounts.ts'

const DAY = 24 * 60 * 60 * 1_000

let database: Database
let names: string[]
beforeEach(async () => {
  names = Array.from({ length: 20 }, (_, index) => `BrightFox${index + 10}`)
  database = await openTestDatabase()
})

function createTestAccounts(
  environment: Record<string, string> = {},
  options: Partial<AccountsOptions> = {},
): Accounts {
  return createAccounts({
    database,
    config: readConfig(environment),
    secret: 'a secret for tests, longer than it needs to be',
    logger: silentLogger,
    clock: systemClock,
    lastSeen: { isHere: () => false },
    onPersonCreated: async () => {},
    onPersonChanged: async () => {},
    roomsOnlyOwnedBy: async () => [],
    finishDeletion: async () => {},
    suggestName: () => names.shift() ?? 'BrightFox99',
    ...options,
  })
}

async function call(
  accounts: Accounts,
  route: string,
  init: { body?: unknown; headers?: Record<string, string> } = {},
) {
  const [method = '', path = ''] = route.split(' ')
  const { body, headers } = init
  const response = await accounts.handle(
    new Request(`http://localhost/api/auth${path}`, {
      method,
      headers: { ...(body !== undefined && { 'content-type': 'application/json' }), ...headers },
      ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    }),
  )
  const text = await response.text()
  return { status: response.status, headers: response.headers, body: text === '' ? undefined : JSON.parse(text) }
}

async function signIn(accounts: Accounts, body?: unknown) {
  const answer = await call(accounts, 'POST /sign-in/anonymous', body === undefined ? {} : { body })
  expect(answer.status).toBe(200)
  const [setCookie = ''] = answer.headers.getSetCookie()
  const [cookie = ''] = setCookie.split(';')
  return {
    userId: answer.body.user.id as string,
    name: answer.body.user.name as string,
    setCookie,
    cookie,
    byCookie: new Headers({ cookie }),
    token: answer.headers.get('set-auth-token') ?? '',
    byToken: new Headers({ authorization: `Bearer ${answer.headers.get('set-auth-token')}` }),
    byBodyToken: new Headers({ authorization: `Bearer ${answer.body.token}` }),
  }
}

describe('a guest', () => {
  it('joins under the name they ask for', async () => {
    const ann = await signIn(createTestAccounts(), { name: '  Ann ' })
    expect(ann.name).toBe('Ann')
    expect(ann.userId).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7/)
  })

  it('gets a name when the request has none', async () => {
    const accounts = createTestAccounts()
    expect((await signIn(accounts)).name).toBe('BrightFox10')
    expect((await signIn(accounts, {})).name).toBe('BrightFox11')
  })

  it('does not get the proposed name of somebody who is there already', async () => {
    const accounts = createTestAccounts()
    await signIn(accounts, { name: 'BrightFox10' })
    await signIn(accounts, { name: 'BrightFox11' })
    expect((await signIn(accounts)).name).toBe('BrightFox12')
  })

  it('is told when the name is not allowed', async () => {
    const accounts = createTestAccounts()
    for (const name of ['x', 'x'.repeat(31), '   ', 'Ann\u202e', 7, null, ['Ann'], { toString: 'Ann' }]) {
      const answer = await call(accounts, 'POST /sign-in/anonymous', { body: { name } })
      expect(answer.status, JSON.stringify(name)).toBe(400)
      expect(answer.body).toEqual({ code: 'VALIDATION_FAILED', message: expect.stringMatching(/^name: /) })
    }
    expect(await database.read.selectFrom('users').select('id').execute()).toEqual([])
  })

  it('gets a name or a refusal, whatever the body is', async () => {
    const accounts = createTestAccounts()
    for (const body of ['{"name":', '"Ann"', '[]', 'null', '{"__proto__":{"name":"x"}}']) {
      expect([200, 400], body).toContain((await call(accounts, 'POST /sign-in/anonymous', { body })).status)
    }
  })

  it('is a stored person before they hear that they are in', async () => {
    const seen: string[] = []
    const accounts = createTestAccounts(
      {},
      {
        async onPersonCreated(userId) {
          const row = await database.read.selectFrom('users').select('name').where('id', '=', userId).executeTakeFirst()
          seen.push(row?.name ?? 'nobody')
        },
      },
    )
    await signIn(accounts, { name: 'Ann' })
    expect(seen).toEqual(['Ann'])
  })

  it('is not let in where guests are off', async () => {
    const answer = await call(createTestAccounts({ GUESTS: 'off' }), 'POST /sign-in/anonymous', { body: {} })
    expect(answer.status).toBe(403)
    expect(answer.body).toMatchObject({ code: 'FORBIDDEN' })
    expect(await database.read.selectFrom('users').select('id').execute()).toEqual([])
  })
})

describe('a session', () => {
  it('is known by the cookie and by both forms of the token', async () => {
    const accounts = createTestAccounts()
    const ann = await signIn(accounts)
    const identity = await accounts.authenticate(ann.byCookie)
    expect(identity).toMatchObject({ userId: ann.userId, sessionId: expect.any(String) })
    expect(await accounts.authenticate(ann.byToken)).toEqual(identity)
    expect(await accounts.authenticate(ann.byBodyToken)).toEqual(identity)
  })

  it('is nobody when the token is made up, damaged or signed by another server', async () => {
    const ann = await signIn(createTestAccounts({}, { secret: 'the secret of quite another server' }))
    const accounts = createTestAccounts()
    const bearer = (token: string) => accounts.authenticate(new Headers({ authorization: `Bearer ${token}` }))
    expect(await accounts.authenticate(new Headers())).toBeUndefined()
    expect(await accounts.authenticate(ann.byCookie)).toBeUndefined()
    expect(await bearer(ann.token)).toBeUndefined()
    expect(await bearer('nonsense')).toBeUndefined()
    expect(await bearer('a.b')).toBeUndefined()
    expect(await accounts.authenticate(new Headers({ cookie: 'chat.session=%' }))).toBeUndefined()
  })

  it('is looked up without better-auth, and with it where there is something to renew or refuse', async () => {
    const accounts = createTestAccounts()
    const ann = await signIn(accounts)
    const identity = await accounts.authenticate(ann.byCookie)
    const asked = vi.spyOn(database.write, 'selectFrom')
    expect(await accounts.authenticate(ann.byCookie)).toEqual(identity)
    expect(await accounts.authenticate(ann.byToken)).toEqual(identity)
    // Better-auth reads more than the session, and that as a query in a query.
    const isOurs = ([table]: unknown[]) => table === 'sessions'
    expect(asked.mock.calls.every(isOurs)).toBe(true)
    expect(await accounts.authenticate(ann.byBodyToken)).toEqual(identity)
    expect(asked.mock.calls.every(isOurs)).toBe(false)
    const forged = ann.token.replace(/[.].{4}/, '.AAAA')
    expect(await accounts.authenticate(new Headers({ authorization: `Bearer ${forged}` }))).toBeUndefined()
  })

  it('is found for everybody who comes at the same moment', async () => {
    const accounts = createTestAccounts()
    const people = await Promise.all(Array.from({ length: 5 }, () => signIn(accounts)))
    const found = await Promise.all([...people, ...people].map(({ byToken }) => accounts.authenticate(byToken)))
    expect(found.map((identity) => identity?.userId)).toEqual([...people, ...people].map(({ userId }) => userId))
  })

  it('lasts 30 days and is renewed with the cookie once a day', async () => {
    const accounts = createTestAccounts()
    const ann = await signIn(accounts)
    const before = await accounts.authenticate(ann.byCookie)
    expect(before?.expiresAt).toBeGreaterThan(Date.now() + 29.9 * DAY)

    const age = async (days: number) => {
      const expiresAt = new Date(Date.now() + (30 - days) * DAY)
      await database.write
        .updateTable('sessions')
        .set({ expires_at: database.dialect === 'sqlite' ? expiresAt.toISOString() : expiresAt })
        .execute()
    }
    await age(0.5)
    const early = await call(accounts, 'GET /get-session', { headers: { cookie: ann.cookie } })
    expect(early.headers.getSetCookie()).toEqual([])

    await age(2)
    expect((await accounts.authenticate(ann.byCookie))?.expiresAt).toBeLessThan(Date.now() + 28.1 * DAY)
    const late = await call(accounts, 'GET /get-session', { headers: { cookie: ann.cookie } })
    expect(late.headers.getSetCookie()[0]).toContain('Max-Age=2592000')
    expect((await accounts.authenticate(ann.byCookie))?.expiresAt).toBeGreaterThan(Date.now() + 29.9 * DAY)

    await age(2)
    expect((await accounts.authenticate(ann.byToken))?.expiresAt).toBeGreaterThan(Date.now() + 29.9 * DAY)

    await age(30.1)
    expect(await accounts.authenticate(ann.byCookie)).toBeUndefined()
  })

  it('has a cookie that scripts cannot read and other sites do not send', async () => {
    const ann = await signIn(createTestAccounts())
    expect(ann.setCookie).toMatch(/^chat\.session=/)
    expect(ann.setCookie).toContain('; HttpOnly')
    expect(ann.setCookie).toContain('; SameSite=Lax')
    expect(ann.setCookie).toContain('; Path=/')
    expect(ann.setCookie).not.toContain('Secure')
  })

  it('has a secure cookie of this host alone where people come by https', async () => {
    const accounts = createTestAccounts({ PUBLIC_URL: 'https://chat.example.org' })
    const ann = await signIn(accounts)
    expect(ann.setCookie).toMatch(/^__Host-chat\.session=/)
    expect(ann.setCookie).toContain('; Secure')
    expect(await accounts.authenticate(ann.byCookie)).toMatchObject({ userId: ann.userId })
  })

  it('is over with the sign-out, and whoever listens hears it', async () => {
    const accounts = createTestAccounts()
    const ended: string[] = []
    const stop = accounts.onSessionsEnded((ids) => ended.push(...ids))
    const ann = await signIn(accounts)
    const session = await accounts.authenticate(ann.byCookie)
    await call(accounts, 'POST /sign-out', { headers: { cookie: ann.cookie } })
    expect(ended).toEqual([session?.sessionId])
    expect(await accounts.authenticate(ann.byCookie)).toBeUndefined()
    expect(await accounts.authenticate(ann.byToken)).toBeUndefined()

    stop()
    const bob = await signIn(accounts)
    await call(accounts, 'POST /sign-out', { headers: { cookie: bob.cookie } })
    expect(ended).toHaveLength(1)
  })

  it('can be revoked, and whoever listens hears it', async () => {
    const accounts = createTestAccounts()
    const ended: string[] = []
    accounts.onSessionsEnded((ids) => ended.push(...ids))
    const ann = await signIn(accounts)
    const bob = await signIn(accounts)
    const session = await accounts.authenticate(ann.byToken)
    await call(accounts, 'POST /revoke-sessions', { headers: { authorization: `Bearer ${ann.token}` } })
    expect(ended).toEqual([session?.sessionId])
    expect(await accounts.authenticate(ann.byToken)).toBeUndefined()
    expect(await accounts.authenticate(bob.byToken)).toBeDefined()
  })

  it('remembers the address that our own server saw, not the one that the client claims', async () => {
    const accounts = createTestAccounts()
    const headers = { 'x-forwarded-for': '203.0.113.9', 'x-chat-client-address': '198.51.100.7' }
    await call(accounts, 'POST /sign-in/anonymous', { headers })
    expect(await database.read.selectFrom('sessions').select('ip_address').execute()).toEqual([
      { ip_address: '198.51.100.7' },
    ])
  })
})

describe('a request', () => {
  it('of a program without an Origin is served, with a cookie too', async () => {
    const accounts = createTestAccounts()
    const ann = await signIn(accounts)
    const headers = { cookie: ann.cookie, 'sec-fetch-mode': 'cors' }
    expect((await call(accounts, 'POST /sign-out', { headers })).status).toBe(200)
    expect(await accounts.authenticate(ann.byCookie)).toBeUndefined()
  })

  it('of a foreign page does nothing', async () => {
    const accounts = createTestAccounts()
    const ann = await signIn(accounts)
    const headers = { cookie: ann.cookie, origin: 'http://evil.example', host: 'localhost:3000' }
    expect((await call(accounts, 'POST /sign-out', { headers })).body).toMatchObject({ code: 'ORIGIN_REJECTED' })
    expect(await accounts.authenticate(ann.byCookie)).toBeDefined()
  })

  it('of our own page does what it asks for', async () => {
    const accounts = createTestAccounts({ PUBLIC_URL: 'https://chat.example.org' })
    const ann = await signIn(accounts)
    const headers = { cookie: ann.cookie, origin: 'https://chat.example.org', host: 'internal:3000' }
    expect((await call(accounts, 'POST /sign-out', { headers })).status).toBe(200)
    expect(await accounts.authenticate(ann.byCookie)).toBeUndefined()
  })
})
