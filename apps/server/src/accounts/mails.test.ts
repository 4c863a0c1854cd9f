import { describe, expect, it, onTestFinished } from 'vitest'
import { openAuthenticator } from '../../test/authenticator.ts'
import { openBrowser, PASSWORD, signInAgain, signUp } from '../../test/browser.ts'
import { findUnusedPort } from '../../test/faults/unused-port.ts'
import { type MailServer, startMailServer } from '../../test/mail-server.ts'
import { startServer } from '../../test/start-server.ts'
import { parseRateLimits, type RateLimitSettings } from '../gate/rate-limit-settings.ts'

const EMAIL = 'ann@example.org'

async function startWithMails(rateLimits?: RateLimitSettings) {
  const mails = await startMailServer()
  onTestFinished(mails.stop)
  const mail = { smtpUrl: mails.smtpUrl, from: 'Chat <chat@example.org>' }
  const port = await findUnusedPort()
  const server = await startServer({ config: { port, publicUrl: `http://127.0.0.1:${port}`, mail, rateLimits } })
  return { ...server, mails }
}

describe('an e-mail address', () => {
  it('is confirmed by the link in the mail that a new account gets', async () => {
    const { url, mails } = await startWithMails()
    const browser = await signUp(url, EMAIL)
    expect((await browser.get('/account')).body).toMatchObject({ email: EMAIL, emailConfirmed: false })
    await mails.hasReceived(EMAIL, `${url}/confirm-email#`)
    await browser.post('/send-confirmation')
    expect(await confirm(url, await mails.token(EMAIL, 'confirm-email'))).toMatchObject({ status: 200 })
    expect((await browser.get('/account')).body).toMatchObject({ emailConfirmed: true })
    expect(await confirm(url, 'made.up.token')).toMatchObject({ status: 401 })
  })

  it('is changed with the password alone, has to be confirmed anew, and the old one is told', async () => {
    const { url, mails } = await startWithMails()
    const browser = await signUp(url, EMAIL)
    const oldToken = await mails.token(EMAIL, 'confirm-email')
    const change = (password: string, email = 'New@Example.org') =>
      browser.post('/change-email-address', { email, password })
    expect(await change('a guess')).toMatchObject({
      status: 403,
      body: { code: 'FORBIDDEN', reason: 'INVALID_PASSWORD' },
    })
    await signUp(url, 'bob@example.org')
    expect(await change(PASSWORD, 'bob@example.org')).toMatchObject({ status: 409, body: { reason: 'EMAIL_TAKEN' } })
    expect(await change(PASSWORD, 'no address')).toMatchObject({ status: 400 })
    expect((await browser.get('/account')).body.email).toBe(EMAIL)

    expect(await change(PASSWORD)).toMatchObject({ status: 200, body: { email: 'new@example.org' } })
    await mails.hasReceived(EMAIL, 'new@example.org')
    expect((await confirm(url, oldToken)).status).toBe(401)
    expect((await browser.get('/account')).body).toMatchObject({ email: 'new@example.org', emailConfirmed: false })
    await confirm(url, await mails.token('new@example.org', 'confirm-email'))
    expect((await browser.get('/account')).body).toMatchObject({ emailConfirmed: true })
    await signInAgain(url, 'new@example.org')
  })
})

it('a new passkey is told to its owner, who may not be the one that added it', async () => {
  const { mails, url } = await startWithMails()
  const laptop = await signUp(url, EMAIL)
  const { body: offer } = await laptop.post('/passkey-offer', { password: PASSWORD })
  const credential = openAuthenticator(url).create(offer)
  expect((await laptop.post('/add-passkey', { name: 'My phone', credential })).status).toBe(200)
  await mails.hasReceived(EMAIL, 'A passkey was added')
})

describe('a forgotten password', () => {
  it('is replaced by the link in a mail, once, and whoever was signed in is out', async () => {
    const { url, mails } = await startWithMails()
    const browser = await signUp(url, EMAIL)
    const tab = await browser.connect()
    const token = await askForReset(url, mails)
    const reset = (newPassword: string) => openBrowser(url).post('/reset-password', { token, newPassword })

    expect((await reset('short')).status).toBe(400)
    const [one, other] = await Promise.all([reset('a new password'), reset('or this password')])
    expect([one.status, other.status].toSorted()).toEqual([200, 400])
    expect((await reset('a third password')).status).toBe(400)
    await tab.hasReceived({ name: 'session:ended' })
    await mails.hasReceived(EMAIL, 'Your password was changed')
    const old = await openBrowser(url).post('/sign-in/email', { email: EMAIL, password: PASSWORD })
    expect(old.status).toBe(401)
  })

  it('is not reset by a link from before the address or the password was changed', async () => {
    const { url, mails } = await startWithMails()
    const browser = await signUp(url, EMAIL)
    const before = await askForReset(url, mails)
    await browser.post('/change-email-address', { email: 'new@example.org', password: PASSWORD })
    const reset = (token: string) => openBrowser(url).post('/reset-password', { token, newPassword: 'a new password' })
    expect((await reset(before)).status).toBe(400)
    const again = await askForReset(url, mails, 'new@example.org')
    await browser.post('/change-password', { currentPassword: PASSWORD, newPassword: 'changed meanwhile' })
    expect((await reset(again)).status).toBe(400)
  })

  it('has links that stand in no database, and go to nobody who has no account, with the same answer', async () => {
    const { url, mails, database } = await startWithMails()
    await signUp(url, EMAIL)
    const token = await askForReset(url, mails)
    const stored = await database.read.selectFrom('verifications').selectAll().execute()
    expect(stored.length).toBeGreaterThan(0)
    expect(JSON.stringify(stored)).not.toContain(token)

    const known = await openBrowser(url).post('/request-password-reset', { email: EMAIL })
    const unknown = await openBrowser(url).post('/request-password-reset', { email: 'nobody@example.org' })
    expect(unknown.body).toEqual(known.body)
    expect(unknown.status).toBe(known.status)
    expect(mails.mails.some(({ to }) => to === 'nobody@example.org')).toBe(false)
  })

  it('is not a way to fill a mailbox', async () => {
    const { url, mails } = await startWithMails(parseRateLimits(''))
    await signUp(url, EMAIL)
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => openBrowser(url).post('/request-password-reset', { email: EMAIL })),
    )
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(5)
    expect(answers.find(({ status }) => status === 429)?.body).toMatchObject({ code: 'RATE_LIMITED' })
    await mails.hasReceived(EMAIL, '/reset-password#')
  })
})

describe('a server without mails', () => {
  it('works, and says that it sends none', async () => {
    const { url } = await startServer()
    const browser = await signUp(url, EMAIL)
    expect((await browser.get('/sign-in-options')).body).toMatchObject({ mails: false })
    expect((await browser.post('/request-password-reset', { email: EMAIL })).status).toBe(400)
    expect((await browser.post('/send-confirmation')).status).toBe(403)
    const changed = await browser.post('/change-email-address', { email: 'new@example.org', password: PASSWORD })
    expect(changed.status).toBe(200)
    await signInAgain(url, 'new@example.org')
  })
})

async function askForReset(url: string, mails: MailServer, email = EMAIL): Promise<string> {
  const before = mails.mails.length
  expect((await openBrowser(url).post('/request-password-reset', { email })).status).toBe(200)
  await expect.poll(() => mails.mails.slice(before).some(({ text }) => text.includes('/reset-password#'))).toBe(true)
  return mails.token(email, 'reset-password')
}

function confirm(url: string, token: string) {
  return openBrowser(url).get(`/verify-email?token=${token}`)
}
