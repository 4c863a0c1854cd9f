import { createRoom, getRoomHistory, getUsers, markRead, sendMessage, syncSession } from '@chat/protocol'
import { v7 as uuidv7 } from 'uuid'
import { describe, expect, it, test } from 'vitest'
import { openBrowser, PASSWORD, signInAgain, signUp } from '../../../test/browser.ts'
import { joinGeneral } from '../../../test/connect-person.ts'
import { hashAsInProduction } from '../../../test/password-cost.ts'
import { startServer } from '../../../test/start-server.ts'

const EMAIL = 'ann@example.org'

describe('a guest who makes an account', () => {
  it('stays who they are, with their name, rooms, messages and read marks, on a second device too (S37)', async () => {
    const { url } = await startServer()
    const first = openBrowser(url)
    const userId = await first.joinAs('Ann')
    const tab = await first.connect()
    await tab.get(syncSession, { cursors: {} })
    const { room } = await tab.get(createRoom, { kind: 'private', name: 'Plans' })
    const sent = await tab.get(sendMessage, { id: uuidv7(), roomId: room.id, text: 'Keep me' })
    await tab.get(markRead, { roomId: room.id, seq: sent.seq })

    const kept = await first.post('/create-account', { email: 'Ann@Example.org', password: PASSWORD })
    expect(kept).toMatchObject({ status: 200, body: { user: { id: userId, name: 'Ann', email: EMAIL } } })

    const second = await (await signInAgain(url, EMAIL)).connect()
    const { me, rooms } = await second.get(syncSession, { cursors: {} })
    expect(me).toEqual({ id: userId, name: 'Ann' })
    expect(rooms.find(({ id }) => id === room.id)).toMatchObject({ lastReadSeq: sent.seq, unread: 0, role: 'owner' })
    const { messages } = await second.get(getRoomHistory, { roomId: room.id })
    expect(messages.map(({ text, authorId }) => [text, authorId])).toEqual([['Keep me', userId]])
  })

  it('gets a new session, and whoever had the old one is out at once', async () => {
    const { url } = await startServer()
    const browser = openBrowser(url)
    await browser.joinAs('Ann')
    const planted = new Map(browser.cookies)
    const tab = await browser.connect()
    await browser.post('/create-account', { email: EMAIL, password: PASSWORD })
    await tab.hasReceived({ name: 'session:ended' })
    const thief = openBrowser(url)
    for (const [name, value] of planted) thief.cookies.set(name, value)
    expect((await thief.get('/get-session')).body).toBeNull()
    expect((await browser.get('/get-session')).body.user.email).toBe(EMAIL)
  })

  it('is not a guest any more for everybody who sees them, at once', async () => {
    const { url } = await startServer()
    const bob = await joinGeneral(url, { name: 'Bob' })
    const browser = openBrowser(url)
    const userId = await browser.joinAs('Ann')
    await browser.post('/create-account', { email: EMAIL, password: PASSWORD })
    await bob.hasReceived({ name: 'user:changed', payload: [{ id: userId, name: 'Ann' }] })
    expect(await bob.get(getUsers, { ids: [userId] })).toEqual({ users: [{ id: userId, name: 'Ann' }] })
  })

  it('makes one account, however often they ask at once', async () => {
    hashAsInProduction()
    const { url, database } = await startServer()
    const browser = openBrowser(url)
    await browser.joinAs('Ann')
    const twin = openBrowser(url)
    for (const [name, value] of browser.cookies) twin.cookies.set(name, value)
    const answers = await Promise.all([
      browser.post('/create-account', { email: EMAIL, password: PASSWORD }),
      twin.post('/create-account', { email: 'other@example.org', password: `${PASSWORD} 2` }),
    ])
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1)
    expect(await database.read.selectFrom('accounts').select('id').execute()).toHaveLength(1)
  })
})

describe('somebody new', () => {
  it('signs up, is in #general, and may sign in', async () => {
    const { url } = await startServer()
    const tab = await (await signUp(url, EMAIL)).connect()
    const { me, rooms } = await tab.get(syncSession, { cursors: {} })
    expect(me).toEqual({ id: expect.any(String), name: 'Ann Account' })
    expect(rooms.map(({ slug }) => slug)).toEqual(['general'])
    expect((await (await signInAgain(url, EMAIL)).get('/account')).body).toMatchObject({ guest: false, email: EMAIL })
  })

  it('gets a name if they bring none', async () => {
    const { url } = await startServer()
    const { body } = await openBrowser(url).post('/create-account', { email: EMAIL, password: PASSWORD })
    expect(body.user.name).toMatch(/^[A-Z][a-z]+[A-Z]/)
  })

  it('is refused an address that somebody has, and nothing is left of the attempt', async () => {
    const { url, database } = await startServer()
    await signUp(url, EMAIL)
    for (const browser of [openBrowser(url), await guest(url)]) {
      const answer = await browser.post('/create-account', { email: 'ANN@example.org', password: 'another password' })
      expect(answer).toMatchObject({ status: 409, body: { code: 'CONFLICT', reason: 'EMAIL_TAKEN' } })
    }
    expect(await database.read.selectFrom('accounts').select('id').execute()).toHaveLength(1)
    expect(await database.read.selectFrom('users').select('id').execute()).toHaveLength(2)
    await signInAgain(url, EMAIL)
  })

  it.each([
    { email: 'nonsense', password: PASSWORD },
    { email: EMAIL, password: 'short' },
    { email: EMAIL, password: 'x'.repeat(129) },
    { email: EMAIL },
    { email: { $ne: '' }, password: PASSWORD },
    { email: EMAIL, password: PASSWORD, name: 'x' },
    { email: EMAIL, password: PASSWORD, isAnonymous: false },
    { email: EMAIL, password: PASSWORD, id: 'mine' },
  ])('is refused %j', async (body) => {
    const { url, database } = await startServer()
    const answer = await openBrowser(url).post('/create-account', body)
    expect(answer).toMatchObject({ status: 400, body: { code: 'VALIDATION_FAILED' } })
    expect(await database.read.selectFrom('users').select('id').execute()).toEqual([])
  })
})

test('where sign-up is off nobody gets an account, guests neither', async () => {
  const { url } = await startServer({ config: { signUp: false } })
  for (const browser of [openBrowser(url), await guest(url)]) {
    const answer = await browser.post('/create-account', { email: EMAIL, password: PASSWORD })
    expect(answer).toMatchObject({ status: 403, body: { code: 'FORBIDDEN' } })
  }
  expect((await openBrowser(url).get('/sign-in-options')).body).toMatchObject({ signUp: false, guests: true })
})

test('somebody with an account does not make a second one by accident', async () => {
  const { url } = await startServer()
  const browser = await signUp(url, EMAIL)
  const answer = await browser.post('/create-account', { email: 'b@example.org', password: PASSWORD })
  expect(answer).toMatchObject({ status: 409, body: { code: 'CONFLICT' } })
})

async function guest(url: string) {
  const browser = openBrowser(url)
  await browser.joinAs('Gus')
  return browser
}
