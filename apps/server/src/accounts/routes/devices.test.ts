import { getUsers } from '@chat/protocol'
import { describe, expect, it, test } from 'vitest'
import { type Browser, openBrowser, PASSWORD, signInAgain, signUp } from '../../../test/browser.ts'
import type { Person } from '../../../test/connect-person.ts'
import { createFakeClock } from '../../../test/fake-clock.ts'
import { startServer } from '../../../test/start-server.ts'

const EMAIL = 'ann@example.org'
const FIREFOX = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0'
const IPHONE =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1'

describe('the list of devices', () => {
  it('tells what they are, which one this is and which are connected, and holds nothing to sign in with', async () => {
    const { url, database } = await startServer()
    const laptop = await signUp(url, EMAIL, { 'user-agent': FIREFOX })
    const phone = await signInAgain(url, EMAIL, { 'user-agent': IPHONE })
    await phone.connect()
    const { status, body } = await laptop.get('/list-devices')
    expect(status).toBe(200)
    expect(body.devices).toHaveLength(2)
    const [here] = body.devices.filter((device: { current: boolean }) => device.current)
    const [there] = body.devices.filter((device: { current: boolean }) => !device.current)
    expect(here).toMatchObject({ browser: 'Firefox', system: 'Linux', connected: false })
    expect(there).toMatchObject({ browser: 'Safari', system: 'iOS', connected: true })
    expect(Math.abs(there.seenAt - Date.now())).toBeLessThan(10_000)
    for (const { token } of await database.read.selectFrom('sessions').select('token').execute()) {
      expect(JSON.stringify(body)).not.toContain(token)
    }
  })

  it('remembers when a device was last connected, over a restart too', async () => {
    const clock = createFakeClock(Date.now())
    const first = await startServer({ clock })
    const browser = await signUp(first.url, EMAIL)
    clock.advance(3 * 60 * 60 * 1_000)
    await browser.connect()
    await first.stop()
    const second = await startServer({ storage: first.storage })
    const again = openBrowser(second.url)
    for (const [name, value] of browser.cookies) again.cookies.set(name, value)
    const { body } = await again.get('/list-devices')
    expect(body.devices[0].seenAt).toBe(clock.now())
  })

  it('is for nobody else', async () => {
    const { url } = await startServer()
    await signUp(url, EMAIL)
    expect(await openBrowser(url).get('/list-devices')).toMatchObject({ status: 401, body: { code: 'AUTH_REQUIRED' } })
  })
})

describe('a device', () => {
  it("is signed out by another one of the same person's, and by nobody else", async () => {
    const { url } = await startServer()
    const laptop = await signUp(url, EMAIL)
    const phone = await signInAgain(url, EMAIL)
    const tab = await phone.connect()
    const id = (await phone.get('/list-devices')).body.devices.find((device: { current: boolean }) => device.current).id

    const eve = await signUp(url, 'eve@example.org')
    expect(await eve.post('/sign-out-device', { id })).toMatchObject({ status: 404, body: { code: 'NOT_FOUND' } })
    expect(await eve.post('/sign-out-device', { id: { not: 'text' } })).toMatchObject({ status: 400 })
    expect(await tab.ask(getUsers, { ids: [tab.credentials.userId] })).toMatchObject({ ok: true })

    await endsAtOnce(tab, () => laptop.post('/sign-out-device', { id }))
    expect((await phone.get('/get-session')).body).toBeNull()
    expect((await laptop.get('/list-devices')).body.devices).toHaveLength(1)
    expect(await laptop.post('/sign-out-device', { id })).toMatchObject({ status: 404, body: { code: 'NOT_FOUND' } })
  })
})

describe('at once the connections end of a session that is ended by', () => {
  test('signing out, in every tab of the browser and nowhere else (S25)', async () => {
    const { laptop, phone } = await twoDevices()
    const [tab, secondTab, elsewhere] = [await laptop.connect(), await laptop.connect(), await phone.connect()]
    await Promise.all([endsAtOnce(tab, () => laptop.post('/sign-out')), secondTab.hasReceived(ENDED)])
    expect(await elsewhere.ask(getUsers, { ids: [elsewhere.credentials.userId] })).toMatchObject({ ok: true })
  })

  test('signing out all other devices, and not this one', async () => {
    const { laptop, phone } = await twoDevices()
    const [here, elsewhere] = [await laptop.connect(), await phone.connect()]
    await endsAtOnce(elsewhere, () => laptop.post('/revoke-other-sessions'))
    expect(await here.ask(getUsers, { ids: [here.credentials.userId] })).toMatchObject({ ok: true })
  })

  test('a new password; the device that changed it goes on with a session of its own (S38)', async () => {
    const { laptop, phone, url } = await twoDevices()
    const elsewhere = await phone.connect()
    const change = { currentPassword: PASSWORD, newPassword: 'another one, longer', revokeOtherSessions: false }
    await endsAtOnce(elsewhere, () => laptop.post('/change-password', change))
    expect((await laptop.get('/get-session')).body.user.email).toBe(EMAIL)
    await laptop.connect()
    const old = await openBrowser(url).post('/sign-in/email', { email: EMAIL, password: PASSWORD })
    expect(old).toMatchObject({ status: 401, body: { reason: 'INVALID_EMAIL_OR_PASSWORD' } })
    const fresh = await openBrowser(url).post('/sign-in/email', { email: EMAIL, password: 'another one, longer' })
    expect(fresh.status).toBe(200)
  })

  test('another sign-in in the same browser', async () => {
    const { laptop, phone, url } = await twoDevices()
    await signUp(url, 'bob@example.org')
    const tab = await phone.connect()
    await endsAtOnce(tab, () => phone.post('/sign-in/email', { email: 'bob@example.org', password: PASSWORD }))
    expect((await laptop.get('/list-devices')).body.devices).toHaveLength(1)
    expect((await phone.get('/list-devices')).body.devices).toHaveLength(2)
  })
})

const ENDED = { name: 'session:ended', payload: expect.objectContaining({ code: 'AUTH_EXPIRED' }) }

async function twoDevices(): Promise<{ url: string; laptop: Browser; phone: Browser }> {
  const { url } = await startServer()
  return { url, laptop: await signUp(url, EMAIL), phone: await signInAgain(url, EMAIL) }
}

/** Without being told, a connection would outlive its session by weeks: nothing looks for it before the session runs out. */
async function endsAtOnce(tab: Person, act: () => Promise<{ status: number }>): Promise<void> {
  const closed = new Promise((resolve) => tab.socket.once('disconnect', resolve))
  expect((await act()).status).toBe(200)
  await tab.hasReceived(ENDED)
  await closed
}
