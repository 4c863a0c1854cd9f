import { describe, expect, it } from 'vitest'
import { openBrowser, PASSWORD, signInAgain, signUp } from '../../test/browser.ts'
import { hashAsInProduction } from '../../test/password-cost.ts'
import { startServer } from '../../test/start-server.ts'
import { parseRateLimits } from '../gate/rate-limit-settings.ts'

const EMAIL = 'ann@example.org'
const guarded = () => startServer({ config: { rateLimits: parseRateLimits(''), trustProxy: ['127.0.0.1'] } })
const from = (address: string) => ({ 'x-forwarded-for': address })

describe('guessing a password', () => {
  it('ends after ten tries, wherever they come from and however many come at once, also for an address nobody has', async () => {
    hashAsInProduction()
    const { url } = await guarded()
    await signUp(url, EMAIL)
    for (const email of [EMAIL, 'nobody@example.org']) {
      const answers = await Promise.all(
        Array.from({ length: 60 }, (_, guess) =>
          openBrowser(url, from(`203.0.113.${guess}`)).post('/sign-in/email', { email, password: `guess ${guess}` }),
        ),
      )
      const refused = answers.filter(({ status }) => status === 429)
      expect(answers.filter(({ status }) => status === 401)).toHaveLength(10)
      expect(refused).toHaveLength(50)
      expect(refused[0]?.body).toMatchObject({ code: 'RATE_LIMITED', retryAfterMs: expect.any(Number) })
      expect(Number(refused[0]?.headers.get('retry-after'))).toBeGreaterThan(0)
    }
    const right = await openBrowser(url, from('192.0.2.1')).post('/sign-in/email', { email: EMAIL, password: PASSWORD })
    expect(right.status).toBe(429)
  })

  it('is forgiven by the right one, and does not count for people who know theirs', async () => {
    const { url } = await guarded()
    await signUp(url, EMAIL)
    for (let round = 0; round < 3; round += 1) {
      for (let guess = 0; guess < 8; guess += 1) {
        await openBrowser(url).post('/sign-in/email', { email: EMAIL.toUpperCase(), password: 'wrong one' })
      }
      await signInAgain(url, EMAIL)
    }
  })

  it('ends as well where somebody has a session and wants to change the password', async () => {
    const { url } = await guarded()
    const browser = await signUp(url, EMAIL)
    const change = (currentPassword: string) =>
      browser.post('/change-password', { currentPassword, newPassword: 'a new password' })
    for (let guess = 0; guess < 10; guess += 1) expect((await change(`guess ${guess}`)).status).toBe(400)
    expect(await change(PASSWORD)).toMatchObject({ status: 429, body: { code: 'RATE_LIMITED' } })
    const asWell = await browser.post('/change-email-address', { email: 'eve@example.org', password: PASSWORD })
    expect(asWell.status).toBe(429)
  })
})

it('counts for a network together what is asked for there, whoever it is about', async () => {
  const { url } = await guarded()
  const askFor = (email: string, address: string) =>
    openBrowser(url, from(address)).post('/request-password-reset', { email })
  for (let round = 0; round < 50; round += 1) {
    // This server sends no mails, and says so.
    expect((await askFor(`${round}@example.org`, `2001:db8:1:2::${round}`)).status).toBe(400)
  }
  expect((await askFor('x@example.org', '2001:db8:1:2::ffff')).status).toBe(429)
  expect((await askFor('x@example.org', '2001:db8:1:3::1')).status).toBe(400)
})

describe('whether somebody has an account', () => {
  it('cannot be told from the answer to a sign-in, nor from how long it takes', async () => {
    hashAsInProduction()
    const { url } = await startServer()
    await signUp(url, EMAIL)
    const attempt = async (email: string) => {
      const started = performance.now()
      const answer = await openBrowser(url).post('/sign-in/email', { email, password: 'not this one' })
      return { answer, took: performance.now() - started }
    }
    const known = await attempt(EMAIL)
    const unknown = await attempt('nobody@example.org')
    expect(unknown.answer.body).toEqual(known.answer.body)
    expect(unknown.answer.status).toBe(known.answer.status)

    // Hashing is nearly all of it; without it an answer comes ten times as fast. The fastest is the one that nothing held
    // up, which on a machine that does much else takes a while to come.
    const times = { known: [] as number[], unknown: [] as number[] }
    const ratio = () => Math.min(...times.known) / Math.min(...times.unknown)
    for (let round = 0; round < 9 || (round < 90 && (ratio() < 0.5 || ratio() > 2)); round += 1) {
      times.known.push((await attempt(EMAIL)).took)
      times.unknown.push((await attempt('nobody@example.org')).took)
    }
    expect(ratio()).toBeGreaterThan(0.5)
    expect(ratio()).toBeLessThan(2)
  })
})
