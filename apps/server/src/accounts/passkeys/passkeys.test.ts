import { UserId } from '@chat/protocol'
import { URI } from 'otpauth'
import { describe, expect, it } from 'vitest'
import { type Deviation, openAuthenticator } from '../../../test/authenticator.ts'
import { type Browser, openBrowser, PASSWORD, signUp } from '../../../test/browser.ts'
import { startServer } from '../../../test/start-server.ts'

const EMAIL = 'ann@example.org'

type Authenticator = ReturnType<typeof openAuthenticator>

/** Adds a passkey as its owner does. */
async function add(browser: Browser, passkey: Authenticator, deviation: Deviation = {}) {
  const offer = await browser.post('/passkey-offer', { password: PASSWORD })
  expect(offer.status).toBe(200)
  return browser.post('/add-passkey', { name: 'My phone', credential: passkey.create(offer.body, deviation) })
}

/** Somebody with an account and a passkey, whose authenticator has counted to 1. */
async function withPasskey(config: Parameters<typeof startServer>[0] = {}) {
  const server = await startServer(config)
  const laptop = await signUp(server.url, EMAIL)
  const passkey = openAuthenticator(server.url)
  const { status, body } = await add(laptop, passkey)
  expect(status).toBe(200)
  return { ...server, laptop, passkey, id: body.id as string }
}

async function signIn(browser: Browser, passkey: Authenticator, deviation: Deviation = {}) {
  const { body } = await browser.post('/sign-in/passkey-challenge')
  return browser.post('/sign-in/passkey', { credential: passkey.get(body, deviation) })
}

describe('a passkey', () => {
  it('signs in by itself, is listed, says when it was used, and lets nobody in once it is removed (S52)', async () => {
    const { url, laptop, passkey, id } = await withPasskey()
    const { body: before } = await laptop.get('/account')
    expect(before.passkeys).toEqual([{ id, name: 'My phone', addedAt: expect.any(Number) }])

    const phone = openBrowser(url)
    expect(await signIn(phone, passkey)).toMatchObject({ status: 200, body: { user: { email: EMAIL } } })
    const tab = await phone.connect()
    expect((await phone.get('/account')).body.passkeys[0].lastUsedAt).toBeGreaterThanOrEqual(before.passkeys[0].addedAt)

    expect((await laptop.post('/remove-passkey', { id })).status).toBe(200)
    expect((await laptop.get('/account')).body.passkeys).toEqual([])
    expect(await signIn(openBrowser(url), passkey)).toMatchObject({ status: 401, body: { reason: 'UNKNOWN_PASSKEY' } })
    expect((await laptop.post('/remove-passkey', { id })).status).toBe(404)
    // Who is in already stays: the list of devices is where that ends.
    expect(tab.socket.connected).toBe(true)
  })

  it('is both factors: nobody is asked for a code as well', async () => {
    const { url, laptop, passkey } = await withPasskey()
    const { body } = await laptop.post('/two-factor/enable', { password: PASSWORD })
    const code = URI.parse(body.totpURI).generate()
    expect((await laptop.post('/two-factor/verify-totp', { code })).status).toBe(200)
    const phone = openBrowser(url)
    expect((await signIn(phone, passkey)).status).toBe(200)
    expect((await phone.get('/get-session')).body.user.email).toBe(EMAIL)
  })

  it('is added by whoever has the password, in the session that asked, once and in time', async () => {
    const { url, laptop, database } = await withPasskey()
    expect((await laptop.post('/passkey-offer', { password: 'a guess' })).body.reason).toBe('INVALID_PASSWORD')
    expect((await laptop.post('/passkey-offer')).body.reason).toBe('INVALID_PASSWORD')

    const expired = { status: 400, body: { code: 'VALIDATION_FAILED', reason: 'CHALLENGE_EXPIRED' } }
    const { body: offer } = await laptop.post('/passkey-offer', { password: PASSWORD })
    const credential = openAuthenticator(url).create(offer)
    const other = await signUp(url, 'eve@example.org')
    expect(await other.post('/add-passkey', { name: 'Mine', credential })).toMatchObject(expired)
    expect((await laptop.post('/add-passkey', { name: 'Second', credential })).status).toBe(200)
    expect(await laptop.post('/add-passkey', { name: 'Third', credential })).toMatchObject(expired)

    const { body: late } = await laptop.post('/passkey-offer', { password: PASSWORD })
    await expireChallenges(database)
    expect(
      await laptop.post('/add-passkey', { name: 'Late', credential: openAuthenticator(url).create(late) }),
    ).toMatchObject(expired)
    expect((await laptop.get('/account')).body.passkeys).toHaveLength(2)
  })

  it('is not added twice, nor taken over by somebody else', async () => {
    const { url, passkey, laptop } = await withPasskey()
    const eve = await signUp(url, 'eve@example.org')
    expect(await add(eve, passkey)).toMatchObject({ status: 409, body: { code: 'CONFLICT' } })
    expect((await laptop.get('/account')).body.passkeys).toHaveLength(1)
    expect((await eve.get('/account')).body.passkeys).toEqual([])
  })

  it('is not removed by somebody else', async () => {
    const { url, laptop, id } = await withPasskey()
    const eve = await signUp(url, 'eve@example.org')
    expect((await eve.post('/remove-passkey', { id })).status).toBe(404)
    expect((await laptop.get('/account')).body.passkeys).toHaveLength(1)
  })

  it.each<[string, Deviation]>([
    ['made for another site', { origin: 'https://evil.example' }],
    ['made for another host name', { rpId: 'evil.example' }],
    ['made without a finger, a face or a code', { unverified: true }],
    ['that says who made it', { attested: true }],
  ])('%s is not added', async (_, deviation) => {
    const { url } = await startServer()
    const laptop = await signUp(url, EMAIL)
    const answer = await add(laptop, openAuthenticator(url), deviation)
    expect(answer).toMatchObject({ status: 400, body: { reason: 'INVALID_PASSKEY' } })
    expect((await laptop.get('/account')).body.passkeys).toEqual([])
  })

  it('goes with the account', async () => {
    const { url, laptop, passkey, database } = await withPasskey()
    expect((await laptop.post('/delete-account', { password: PASSWORD })).status).toBe(200)
    expect(await database.read.selectFrom('passkeys').select('id').execute()).toEqual([])
    expect((await signIn(openBrowser(url), passkey)).status).toBe(401)
  })

  it('lets nobody in who is suspended', async () => {
    const { url, passkey, database, laptop } = await withPasskey()
    const userId = UserId.parse((await laptop.get('/get-session')).body.user.id)
    await database.write.updateTable('users').set({ suspended_at: 1 }).where('id', '=', userId).execute()
    const phone = openBrowser(url)
    expect(await signIn(phone, passkey)).toMatchObject({ status: 403, body: { code: 'FORBIDDEN' } })
    expect(phone.cookies.get('chat.session')).toBeUndefined()
  })
})

describe('a sign-in with a passkey', () => {
  it.each<[string, Deviation]>([
    ['for another site', { origin: 'https://evil.example' }],
    ['for another host name', { rpId: 'evil.example' }],
    ['without a finger, a face or a code', { unverified: true }],
    ['of a copy, whose count is behind', { counter: 1 }],
    ['in the name of somebody else', { userHandle: 'c29tZWJvZHkgZWxzZQ' }],
  ])('%s is refused', async (_, deviation) => {
    const { url, passkey } = await withPasskey()
    const phone = openBrowser(url)
    expect(await signIn(phone, passkey, deviation)).toMatchObject({ status: 401, body: { code: 'AUTH_REQUIRED' } })
    expect((await phone.get('/get-session')).body).toBeNull()
    expect((await signIn(phone, passkey, { counter: 9 })).status).toBe(200)
  })

  it('answers its own challenge, once and in time', async () => {
    const { url, passkey, database } = await withPasskey()
    const [phone, thief] = [openBrowser(url), openBrowser(url)]
    const { body: challenge } = await phone.post('/sign-in/passkey-challenge')
    const credential = passkey.get(challenge)
    const expired = { status: 400, body: { code: 'VALIDATION_FAILED', reason: 'CHALLENGE_EXPIRED' } }
    // Somebody who has seen the answer has a challenge of their own, or none.
    expect(await thief.post('/sign-in/passkey', { credential })).toMatchObject(expired)
    await thief.post('/sign-in/passkey-challenge')
    expect(await thief.post('/sign-in/passkey', { credential })).toMatchObject({ status: 401 })
    const cookies = new Map(phone.cookies)
    expect((await phone.post('/sign-in/passkey', { credential })).status).toBe(200)
    for (const [name, value] of cookies) thief.cookies.set(name, value)
    expect(await thief.post('/sign-in/passkey', { credential })).toMatchObject(expired)

    const { body: late } = await thief.post('/sign-in/passkey-challenge')
    await expireChallenges(database)
    expect(await thief.post('/sign-in/passkey', { credential: passkey.get(late) })).toMatchObject(expired)
  })

  it('ends the session that the browser had as a guest', async () => {
    const { url, passkey } = await withPasskey()
    const browser = openBrowser(url)
    await browser.joinAs('Gus')
    const tab = await browser.connect()
    expect((await signIn(browser, passkey)).status).toBe(200)
    await tab.hasReceived({ name: 'session:ended' })
  })

  it.each([{}, { credential: 'x' }, { credential: { id: 'a', rawId: 'a', type: 'public-key', response: {} } }])(
    'is refused %j',
    async (body) => {
      const { url } = await startServer()
      expect(await openBrowser(url).post('/sign-in/passkey', body)).toMatchObject({
        status: 400,
        body: { code: 'VALIDATION_FAILED' },
      })
    },
  )
})

it('gives a guest no passkey: they would have no other way back in', async () => {
  const { url } = await startServer()
  const browser = openBrowser(url)
  await browser.joinAs('Gus')
  expect(await browser.post('/passkey-offer')).toMatchObject({ status: 403, body: { code: 'FORBIDDEN' } })
})

it('keeps the last way into an account', async () => {
  const { laptop, database, id } = await withPasskey()
  await database.write.deleteFrom('accounts').execute()
  expect(await laptop.post('/remove-passkey', { id })).toMatchObject({ status: 409, body: { reason: 'LAST_WAY_IN' } })
  expect((await laptop.get('/account')).body.passkeys).toHaveLength(1)
})

async function expireChallenges(database: Awaited<ReturnType<typeof startServer>>['database']) {
  const past = new Date(Date.now() - 1_000)
  await database.write
    .updateTable('verifications')
    .set({ expires_at: database.dialect === 'sqlite' ? past.toISOString() : past })
    .execute()
}
