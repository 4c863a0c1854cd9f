import { URI } from 'otpauth'
import { expect, it } from 'vitest'
import { type Browser, openBrowser, PASSWORD, signInAgain, signUp } from '../../test/browser.ts'
import { startServer } from '../../test/start-server.ts'
import { parseRateLimits } from '../gate/rate-limit-settings.ts'

const EMAIL = 'ann@example.org'

/** Turns the second factor on as its owner does. */
async function enable(browser: Browser) {
  const { status, body } = await browser.post('/two-factor/enable', { password: PASSWORD })
  expect(status).toBe(200)
  const app = URI.parse(body.totpURI)
  const code = (later = 0) => app.generate({ timestamp: Date.now() + later }) as string
  expect((await browser.post('/two-factor/verify-totp', { code: code() })).status).toBe(200)
  return { code, backupCodes: body.backupCodes as string[] }
}

async function firstStep(url: string): Promise<Browser> {
  const browser = openBrowser(url)
  const answer = await browser.post('/sign-in/email', { email: EMAIL, password: PASSWORD })
  expect(answer).toMatchObject({ status: 200, body: { twoFactorRedirect: true } })
  return browser
}

it('lets nobody in by the password alone, and by a code of the app or a backup code once (S39)', async () => {
  const { url, database } = await startServer()
  const laptop = await signUp(url, EMAIL)
  const { code, backupCodes } = await enable(laptop)
  expect((await laptop.get('/account')).body).toMatchObject({ secondFactor: true })

  const phone = await firstStep(url)
  expect((await phone.get('/get-session')).body).toBeNull()
  expect(await database.read.selectFrom('sessions').select('id').execute()).toHaveLength(1)
  expect((await phone.post('/two-factor/verify-totp', { code: '000000' })).status).toBe(401)
  expect((await phone.get('/get-session')).body).toBeNull()
  expect((await phone.post('/two-factor/verify-totp', { code: code() })).status).toBe(200)
  expect((await phone.get('/get-session')).body.user.email).toBe(EMAIL)

  const [backupCode = ''] = backupCodes
  expect((await (await firstStep(url)).post('/two-factor/verify-backup-code', { code: backupCode })).status).toBe(200)
  expect((await (await firstStep(url)).post('/two-factor/verify-backup-code', { code: backupCode })).status).toBe(401)
})

it('is asked for as well where the browser still has a session that has ended (S39)', async () => {
  const { url, database } = await startServer()
  const laptop = await signUp(url, EMAIL)
  const { code } = await enable(laptop)
  await database.write.deleteFrom('sessions').execute()
  const { body, headers } = await laptop.post('/sign-in/email', { email: EMAIL, password: PASSWORD })
  expect(body).toMatchObject({ twoFactorRedirect: true })
  expect(headers.get('set-auth-token')).toBeNull()
  expect(laptop.cookies.has('chat.session')).toBe(false)
  expect(await database.read.selectFrom('sessions').select('id').execute()).toEqual([])
  expect((await laptop.post('/two-factor/verify-totp', { code: code() })).status).toBe(200)
  expect((await laptop.get('/get-session')).body.user.email).toBe(EMAIL)
})

it('signs the other devices out when it is turned on', async () => {
  const { url } = await startServer()
  const laptop = await signUp(url, EMAIL)
  const phone = await signInAgain(url, EMAIL)
  const tab = await phone.connect()
  await enable(laptop)
  await tab.hasReceived({ name: 'session:ended' })
  expect((await phone.get('/get-session')).body).toBeNull()
  expect((await laptop.get('/list-devices')).body.devices).toHaveLength(1)
})

it('is not on before the app has shown a right code, and off with the password alone', async () => {
  const { url } = await startServer()
  const laptop = await signUp(url, EMAIL)
  expect((await laptop.post('/two-factor/enable', { password: 'a guess' })).status).toBe(400)
  await laptop.post('/two-factor/enable', { password: PASSWORD })
  expect((await laptop.post('/two-factor/verify-totp', { code: '000000' })).status).toBe(401)
  await signInAgain(url, EMAIL)
  await enable(laptop)
  expect((await laptop.post('/two-factor/disable', { password: 'a guess' })).status).toBe(400)
  await firstStep(url)
  expect((await laptop.post('/two-factor/disable', { password: PASSWORD })).status).toBe(200)
  expect((await (await signInAgain(url, EMAIL)).get('/account')).body).toMatchObject({ secondFactor: false })
})

it('cannot be guessed at length', async () => {
  const { url } = await startServer()
  const { code } = await enable(await signUp(url, EMAIL))
  const statuses: number[] = []
  for (let round = 0; round < 3; round += 1) {
    const browser = await firstStep(url)
    for (let guess = 0; guess < 5; guess += 1) {
      statuses.push((await browser.post('/two-factor/verify-totp', { code: String(100_000 + guess) })).status)
    }
  }
  expect(statuses.slice(0, 10)).toEqual(Array(10).fill(401))
  const locked = await (await firstStep(url)).post('/two-factor/verify-totp', { code: code() })
  expect(locked).toMatchObject({ status: 429, body: { code: 'RATE_LIMITED', retryAfterMs: 900_000 } })
  expect(locked.headers.get('retry-after')).toBe('900')
})

it('cannot be guessed by many at the same moment, each after a first step of its own', async () => {
  const { url } = await startServer({ config: { rateLimits: parseRateLimits('') } })
  const laptop = await signUp(url, EMAIL)
  const { code, backupCodes } = await enable(laptop)
  const browsers: Browser[] = []
  for (let count = 0; count < 40; count += 1) browsers.push(await firstStep(url))
  const answers = await Promise.all(
    browsers.map((browser, guess) =>
      guess % 2 === 0
        ? browser.post('/two-factor/verify-totp', { code: String(100_000 + guess) })
        : browser.post('/two-factor/verify-backup-code', { code: `guess-${guess}` }),
    ),
  )
  expect(answers.filter(({ status }) => status === 401).length).toBeLessThanOrEqual(10)
  expect(answers.filter(({ status }) => status === 429).length).toBeGreaterThanOrEqual(30)
  const late = await firstStep(url)
  expect((await late.post('/two-factor/verify-totp', { code: code() })).status).toBe(429)
  expect((await late.post('/two-factor/verify-backup-code', { code: backupCodes[0] })).status).toBe(429)
  // Whoever is in stays in.
  expect((await laptop.get('/get-session')).body.user.email).toBe(EMAIL)
})

it('is not forgiven wrong codes by a right one of somebody else, who brings the challenge along', async () => {
  const { url } = await startServer({ config: { rateLimits: parseRateLimits('') } })
  await enable(await signUp(url, EMAIL))
  const eve = await signUp(url, 'eve@example.org')
  const { code: codeOfEve } = await enable(eve)
  const browsers: Browser[] = []
  for (let count = 0; count < 30; count += 1) browsers.push(await firstStep(url))
  const guess = (browser: Browser) => browser.post('/two-factor/verify-totp', { code: '000000' })
  for (const browser of browsers.slice(0, 9)) expect((await guess(browser)).status).toBe(401)

  for (const [name, value] of browsers[0]?.cookies ?? []) if (!eve.cookies.has(name)) eve.cookies.set(name, value)
  await eve.post('/two-factor/verify-totp', { code: codeOfEve() })
  const answers = await Promise.all(browsers.slice(9).map(guess))
  expect(answers.filter(({ status }) => status === 401).length).toBeLessThanOrEqual(1)
})

it('tells everybody that their first step is too long ago, however often others have tried with none', async () => {
  const { url } = await startServer({ config: { rateLimits: parseRateLimits(''), trustProxy: ['127.0.0.1'] } })
  const guessFrom = (address: string) =>
    openBrowser(url, { 'x-forwarded-for': address }).post('/two-factor/verify-totp', { code: '000000' })
  for (let guess = 0; guess < 10; guess += 1) expect((await guessFrom('203.0.113.1')).status).toBe(401)
  expect((await guessFrom('203.0.113.1')).status).toBe(429)
  expect((await guessFrom('192.0.2.1')).status).toBe(401)
})

it('asks everybody for as many codes as they need, as long as they are right', async () => {
  const { url } = await startServer({ config: { rateLimits: parseRateLimits('') } })
  const { backupCodes } = await enable(await signUp(url, EMAIL))
  for (const backupCode of backupCodes) {
    const browser = await firstStep(url)
    for (const guess of ['wrong', backupCode]) {
      const { status } = await browser.post('/two-factor/verify-backup-code', { code: guess })
      expect(status).toBe(guess === 'wrong' ? 401 : 200)
    }
  }
})
