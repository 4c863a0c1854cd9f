import { getRoomHistory, sendMessage, syncSession, UserId } from '@chat/protocol'
import { v7 as uuidv7 } from 'uuid'
import { describe, expect, it, onTestFinished } from 'vitest'
import { type Browser, openBrowser, PASSWORD, signUp } from '../../../test/browser.ts'
import { findUnusedPort } from '../../../test/faults/unused-port.ts'
import { type ProviderClaims, startIdentityProvider } from '../../../test/identity-provider.ts'
import { startMailServer } from '../../../test/mail-server.ts'
import { startServer } from '../../../test/start-server.ts'
import type { Config } from '../../config.ts'

const ANN: ProviderClaims = { sub: 'ann-1', email: 'Ann@Example.org', email_verified: true, name: 'Ann Provided' }

async function startWithProvider(config: Partial<Config> = {}) {
  const port = await findUnusedPort()
  const publicUrl = `http://127.0.0.1:${port}`
  const provider = await startIdentityProvider(`${publicUrl}/provider`)
  onTestFinished(() => provider.stop())
  const { issuer, clientId, clientSecret } = provider
  const settings = { issuer, clientId, clientSecret, name: 'Example' }
  const server = await startServer({ config: { port, publicUrl, provider: settings, ...config } })
  return { ...server, provider }
}

/** Goes to the provider and comes back with what it put into the address. */
async function leaveAndReturn(browser: Browser, body: object = {}): Promise<string> {
  const started = await browser.post('/sign-in/provider-start', body)
  expect(started.status, JSON.stringify(started.body)).toBe(200)
  const cookies = new Map<string, string>()
  let url = new URL(started.body.url)
  for (let hop = 0; hop < 10 && url.pathname !== '/provider'; hop += 1) {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const response = await fetch(url, { redirect: 'manual', headers: { cookie } })
    for (const line of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
      cookies.set(name, value)
    }
    url = new URL(response.headers.get('location') ?? '', url)
  }
  return url.search
}

async function signIn(browser: Browser, body: object = {}) {
  return browser.post('/sign-in/provider', { query: await leaveAndReturn(browser, body) })
}

/** Says that somebody has confirmed their address here. */
async function confirmAddress({ database }: Awaited<ReturnType<typeof startWithProvider>>, email: string) {
  const email_verified = database.dialect === 'sqlite' ? 1 : true
  await database.write.updateTable('users').set({ email_verified }).where('email', '=', email).execute()
}

describe('a sign-in through the provider', () => {
  it('makes somebody new an account, and is them again the next time, whatever has changed (S53)', async () => {
    const { url, provider, database } = await startWithProvider()
    expect((await openBrowser(url).get('/sign-in-options')).body).toMatchObject({ provider: 'Example' })
    provider.person = ANN
    const laptop = openBrowser(url)
    const { status, body } = await signIn(laptop)
    expect(status).toBe(200)
    expect((await laptop.get('/account')).body).toEqual({
      guest: false,
      email: 'ann@example.org',
      emailConfirmed: true,
      secondFactor: false,
      hasPassword: false,
      provider: { name: 'Example', linked: true },
      passkeys: [],
    })
    const { me, rooms } = await (await laptop.connect()).get(syncSession, { cursors: {} })
    expect(me.name).toBe('Ann Provided')
    expect(rooms.map(({ slug }) => slug)).toEqual(['general'])

    provider.person = { sub: 'ann-1', email: 'new@example.org', name: 'Another' }
    expect((await signIn(openBrowser(url))).body.user.id).toBe(body.user.id)
    // What would let somebody act in her name at the provider is not kept.
    const [kept] = await database.read.selectFrom('accounts').selectAll().execute()
    expect(kept).toMatchObject({ access_token: null, refresh_token: null, id_token: null, scope: null })
  })

  it('keeps a guest the person that they are, and ends the session that they had', async () => {
    const { url, provider } = await startWithProvider()
    provider.person = ANN
    const browser = openBrowser(url)
    const userId = await browser.joinAs('Gus')
    const planted = new Map(browser.cookies)
    const tab = await browser.connect()
    const { rooms } = await tab.get(syncSession, { cursors: {} })
    const roomId = rooms[0]?.id
    if (!roomId) throw new Error('no room')
    await tab.get(sendMessage, { id: uuidv7(), roomId, text: 'Keep me' })

    expect(await signIn(browser, { keep: true })).toMatchObject({ status: 200, body: { user: { id: userId } } })
    await tab.hasReceived({ name: 'session:ended' })
    const again = await browser.connect()
    expect((await again.get(syncSession, { cursors: {} })).me).toEqual({ id: userId, name: 'Gus' })
    expect((await again.get(getRoomHistory, { roomId })).messages.map(({ text }) => text)).toEqual(['Keep me'])
    const thief = openBrowser(url)
    for (const [name, value] of planted) thief.cookies.set(name, value)
    expect((await thief.get('/get-session')).body).toBeNull()
  })

  it('does not leave a guest behind who wanted to be kept, where the account at the provider is known', async () => {
    const { url, provider } = await startWithProvider()
    provider.person = ANN
    const { body: ann } = await signIn(openBrowser(url))
    const browser = openBrowser(url)
    const userId = await browser.joinAs('Gus')
    expect(await signIn(browser, { keep: true })).toMatchObject({ status: 409, body: { reason: 'PROVIDER_TAKEN' } })
    expect((await browser.get('/get-session')).body.user.id).toBe(userId)
    expect((await signIn(browser)).body.user.id).toBe(ann.user.id)
  })

  it('makes no new account where sign-up is closed, of a guest neither, and lets in who has one', async () => {
    const { url, provider, database } = await startWithProvider({ signUp: false })
    provider.person = ANN
    const closed = { status: 403, body: { code: 'FORBIDDEN', reason: 'SIGN_UP_CLOSED' } }
    expect(await signIn(openBrowser(url))).toMatchObject(closed)
    const guest = openBrowser(url)
    await guest.joinAs('Gus')
    expect(await signIn(guest, { keep: true })).toMatchObject(closed)
    expect(await database.read.selectFrom('accounts').select('id').execute()).toEqual([])
    expect((await guest.get('/account')).body).toMatchObject({ guest: true })
  })

  it('lets nobody in who is suspended', async () => {
    const { url, provider, database } = await startWithProvider()
    provider.person = ANN
    const { body } = await signIn(openBrowser(url))
    const id = UserId.parse(body.user.id)
    await database.write.updateTable('users').set({ suspended_at: 1 }).where('id', '=', id).execute()
    const browser = openBrowser(url)
    expect(await signIn(browser)).toMatchObject({ status: 403, body: { code: 'FORBIDDEN' } })
    expect(browser.cookies.get('chat.session')).toBeUndefined()
  })

  it('says so when the provider turns somebody away, tells no address, or does not answer', async () => {
    const { url, provider } = await startWithProvider()
    expect(await signIn(openBrowser(url))).toMatchObject({ status: 400, body: { reason: 'PROVIDER_DENIED' } })
    provider.person = { sub: 'eve' }
    expect(await signIn(openBrowser(url))).toMatchObject({ status: 400, body: { reason: 'PROVIDER_WITHOUT_EMAIL' } })
    provider.person = ANN
    const browser = openBrowser(url)
    const query = await leaveAndReturn(browser)
    await provider.stop()
    expect(await browser.post('/sign-in/provider', { query })).toMatchObject({
      status: 400,
      body: { reason: 'PROVIDER_FAILED' },
    })
  })

  it('comes back once, to the browser that left, with what the provider has said to it', async () => {
    const { url, provider } = await startWithProvider()
    provider.person = ANN
    const [ann, eve] = [openBrowser(url), openBrowser(url)]
    const query = await leaveAndReturn(ann)
    const expired = { status: 400, body: { reason: 'PROVIDER_EXPIRED' } }
    expect(await eve.post('/sign-in/provider', { query })).toMatchObject(expired)
    await leaveAndReturn(eve)
    expect(await eve.post('/sign-in/provider', { query })).toMatchObject({ body: { reason: 'PROVIDER_FAILED' } })
    expect((await eve.get('/get-session')).body).toBeNull()
    expect((await ann.post('/sign-in/provider', { query })).status).toBe(200)
    expect(await ann.post('/sign-in/provider', { query })).toMatchObject(expired)
  })
})

describe('an account that has the address already', () => {
  it('is opened where both sides know that the address is theirs', async () => {
    const server = await startWithProvider()
    const laptop = await signUp(server.url, 'ann@example.org')
    await confirmAddress(server, 'ann@example.org')
    server.provider.person = ANN
    const userId = (await laptop.get('/get-session')).body.user.id
    expect(await signIn(openBrowser(server.url))).toMatchObject({ status: 200, body: { user: { id: userId } } })
  })

  it.each<[string, ProviderClaims, { confirmed: boolean; secondFactor?: boolean }]>([
    ['nobody has confirmed here: it may lie in wait', ANN, { confirmed: false }],
    ['the provider has not confirmed', { ...ANN, email_verified: false }, { confirmed: true }],
    ['asks for a second factor', ANN, { confirmed: true, secondFactor: true }],
  ])('is not opened, nor its owner let into another one, where it is one that %s', async (_, person, account) => {
    const server = await startWithProvider()
    await signUp(server.url, 'ann@example.org')
    if (account.confirmed) await confirmAddress(server, 'ann@example.org')
    if (account.secondFactor) {
      const two_factor_enabled = server.database.dialect === 'sqlite' ? 1 : true
      await server.database.write.updateTable('users').set({ two_factor_enabled }).execute()
    }
    server.provider.person = person
    const guest = openBrowser(server.url)
    await guest.joinAs('Gus')
    for (const [browser, body] of [
      [openBrowser(server.url), {}],
      [guest, { keep: true }],
    ] as const) {
      const answer = await signIn(browser, body)
      expect(answer).toMatchObject({ status: 409, body: { code: 'CONFLICT', reason: 'PROVIDER_EMAIL_TAKEN' } })
    }
    expect(await server.database.read.selectFrom('accounts').select('id').execute()).toHaveLength(1)
  })
})

describe('the provider as a further way into an account', () => {
  it('is added with the password, by another address too, told by mail, and can go again', async () => {
    const mails = await startMailServer()
    onTestFinished(mails.stop)
    const { url, provider } = await startWithProvider({ mail: { smtpUrl: mails.smtpUrl, from: 'chat@example.org' } })
    provider.person = ANN
    const laptop = await signUp(url, 'me@example.com')
    const unproved = await laptop.post('/sign-in/provider-start', { keep: true, password: 'a guess' })
    expect(unproved.body.reason).toBe('INVALID_PASSWORD')
    const userId = (await laptop.get('/get-session')).body.user.id
    expect((await signIn(laptop, { keep: true, password: PASSWORD })).status).toBe(200)
    await mails.hasReceived('me@example.com', 'Example')
    expect((await laptop.get('/account')).body).toMatchObject({ provider: { linked: true }, email: 'me@example.com' })
    expect((await signIn(openBrowser(url))).body.user.id).toBe(userId)

    const other = await signUp(url, 'eve@example.com')
    const taken = { status: 409, body: { reason: 'PROVIDER_TAKEN' } }
    expect(await signIn(other, { keep: true, password: PASSWORD })).toMatchObject(taken)
    provider.person = { ...ANN, sub: 'ann-2' }
    expect(await signIn(laptop, { keep: true, password: PASSWORD })).toMatchObject(taken)

    expect((await laptop.post('/remove-provider')).status).toBe(200)
    expect((await laptop.get('/account')).body).toMatchObject({ provider: { linked: false } })
    expect((await laptop.post('/remove-provider')).status).toBe(404)
  })

  it('stays where it is the only one', async () => {
    const { url, provider } = await startWithProvider()
    provider.person = ANN
    const browser = openBrowser(url)
    await signIn(browser)
    expect(await browser.post('/remove-provider')).toMatchObject({ status: 409, body: { reason: 'LAST_WAY_IN' } })
    expect((await browser.get('/account')).body).toMatchObject({ provider: { linked: true } })
  })

  it('is added to who left for it alone', async () => {
    const { url, provider } = await startWithProvider()
    provider.person = ANN
    const laptop = await signUp(url, 'me@example.com')
    const query = await leaveAndReturn(laptop, { keep: true, password: PASSWORD })
    await laptop.post('/sign-out')
    await laptop.joinAs('Gus')
    expect(await laptop.post('/sign-in/provider', { query })).toMatchObject({ body: { reason: 'PROVIDER_EXPIRED' } })
    expect((await openBrowser(url).post('/sign-in/provider-start', { keep: true })).status).toBe(401)
  })
})

it('is not there where none is set', async () => {
  const { url } = await startServer()
  expect((await openBrowser(url).get('/sign-in-options')).body).not.toHaveProperty('provider')
  expect((await openBrowser(url).post('/sign-in/provider-start')).status).toBe(404)
})
