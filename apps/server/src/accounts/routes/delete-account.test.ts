import { createRoom, deletePerson, getRoomHistory, getUsers, joinRoom, sendMessage, syncSession } from '@chat/protocol'
import { v7 as uuidv7 } from 'uuid'
import { expect, it } from 'vitest'
import { openBrowser, PASSWORD, signInAgain, signUp } from '../../../test/browser.ts'
import { joinGeneral } from '../../../test/connect-person.ts'
import { joinAsOwner } from '../../../test/make-owner.ts'
import { startServer } from '../../../test/start-server.ts'
import { RENEWAL_MS, SESSION_MS } from '../auth-options.ts'

const EMAIL = 'ann@example.org'
const GONE = { name: 'Deleted account' }

it('takes the person and leaves what they wrote, under no name, for everybody at once (S40)', async () => {
  const { url, database } = await startServer()
  const bob = await joinGeneral(url, { name: 'Bob' })
  const laptop = await signUp(url, EMAIL)
  const phone = await signInAgain(url, EMAIL)
  const [tab, elsewhere] = [await laptop.connect(), await phone.connect()]
  const userId = tab.credentials.userId
  await tab.get(syncSession, { cursors: {} })
  await tab.get(sendMessage, { id: uuidv7(), roomId: bob.roomId, text: 'I was here' })

  expect(await laptop.post('/delete-account', { password: 'a guess' })).toMatchObject({ status: 403 })
  expect((await laptop.post('/delete-account', { password: PASSWORD })).status).toBe(200)
  await Promise.all([tab.hasReceived({ name: 'session:ended' }), elsewhere.hasReceived({ name: 'session:ended' })])

  await bob.hasReceived({ name: 'user:changed', payload: [expect.objectContaining({ id: userId, ...GONE })] })
  const { messages, users } = await bob.get(getRoomHistory, { roomId: bob.roomId })
  expect(messages.map(({ text, authorId }) => [text, authorId])).toContainEqual(['I was here', userId])
  expect(users.find(({ id }) => id === userId)).toMatchObject(GONE)
  expect((await bob.get(getUsers, { ids: [userId] })).users).toEqual([expect.objectContaining(GONE)])
  await expect
    .poll(async () => (await bob.get(syncSession, { cursors: {} })).rooms.find(({ id }) => id === bob.roomId))
    .toMatchObject({ memberCount: 1 })

  const again = await openBrowser(url).post('/sign-in/email', { email: EMAIL, password: PASSWORD })
  expect(again.status).toBe(401)
  expect((await phone.get('/get-session')).body).toBeNull()
  for (const table of ['users', 'accounts', 'sessions'] as const) {
    expect(JSON.stringify(await database.read.selectFrom(table).selectAll().execute()), table).not.toContain('ann@')
  }
  // The address is free again.
  await signUp(url, EMAIL)
})

it('leaves nothing of the session in the browser, which the request itself may have renewed', async () => {
  const { url, database } = await startServer()
  const [ann, guest] = [await signUp(url, EMAIL), openBrowser(url)]
  await guest.joinAs('Guest')
  const usedSince = new Date(Date.now() + SESSION_MS - 2 * RENEWAL_MS).toISOString()
  await database.write.updateTable('sessions').set({ expires_at: usedSince }).execute()
  for (const browser of [ann, guest]) {
    const { status, headers } = await browser.post('/delete-account', { password: PASSWORD })
    expect(status).toBe(200)
    expect(headers.get('set-auth-token')).toBeNull()
    expect([...browser.cookies]).toEqual([])
  }
})

it('is refused to the only owner of a room that others are in, and changes nothing', async () => {
  const { url } = await startServer()
  const browser = await signUp(url, EMAIL)
  const tab = await browser.connect()
  await tab.get(syncSession, { cursors: {} })
  const { room } = await tab.get(createRoom, { kind: 'public', name: 'Kitchen' })
  const bob = await joinGeneral(url, { name: 'Bob' })
  await bob.get(joinRoom, { roomId: room.id })
  const refused = await browser.post('/delete-account', { password: PASSWORD })
  expect(refused).toMatchObject({ status: 409, body: { code: 'CONFLICT', reason: 'LAST_OWNER' } })
  expect(refused.body.message).toContain('#Kitchen')
  expect((await browser.get('/account')).body.email).toBe(EMAIL)
  expect((await tab.get(syncSession, { cursors: {} })).rooms).toHaveLength(2)
})

it('is refused to the last owner of the server', async () => {
  const { url, database } = await startServer()
  const browser = await signUp(url, EMAIL)
  await database.write.updateTable('users').set({ server_role: 'owner' }).execute()
  const refused = await browser.post('/delete-account', { password: PASSWORD })
  expect(refused).toMatchObject({ status: 409, body: { reason: 'LAST_OWNER' } })
  expect((await browser.get('/account')).body.email).toBe(EMAIL)
})

it('leaves no address of whoever is deleted while they change it, and no way in', async () => {
  const server = await startServer()
  const { url, database } = server
  const owner = await joinAsOwner(server)
  const laptop = await signUp(url, EMAIL)
  const { userId } = (await laptop.connect()).credentials
  const ofTheirs = () => database.write.updateTable('users').where('id', '=', userId)
  // As it is for a request that has seen its session before.
  await ofTheirs().set({ deleted_at: Date.now() }).execute()
  const change = await laptop.post('/change-email-address', { email: 'new@example.org', password: PASSWORD })
  expect(change).toMatchObject({ status: 401, body: { code: 'AUTH_REQUIRED' } })

  // As one that looked a moment before: what it writes goes with the rest.
  await ofTheirs().set({ email: 'new@example.org' }).execute()
  await owner.get(deletePerson, { userId, messages: 'keep' })
  await expect.poll(() => database.read.selectFrom('deletions').select('user_id').execute()).toEqual([])
  const { email } = await database.read
    .selectFrom('users')
    .select('email')
    .where('id', '=', userId)
    .executeTakeFirstOrThrow()
  expect(email).toBe(`${userId}@deleted.invalid`)
  expect(await database.read.selectFrom('accounts').select('id').where('user_id', '=', userId).execute()).toEqual([])
})

it('takes what they wrote along where they want that (S40, S50)', async () => {
  const { url } = await startServer()
  const bob = await joinGeneral(url, { name: 'Bob' })
  const browser = await signUp(url, EMAIL)
  const tab = await browser.connect()
  await tab.get(syncSession, { cursors: {} })
  await tab.get(sendMessage, { id: uuidv7(), roomId: bob.roomId, text: 'I was never here' })
  expect(await browser.post('/delete-account', { password: PASSWORD, messages: 'all' })).toMatchObject({ status: 400 })
  expect((await browser.post('/delete-account', { password: PASSWORD, messages: 'delete' })).status).toBe(200)
  const texts = async () => (await bob.get(getRoomHistory, { roomId: bob.roomId })).messages.map(({ text }) => text)
  await expect.poll(texts).toEqual([''])
})

it('is there for guests too', async () => {
  const { url } = await startServer()
  const browser = openBrowser(url)
  await browser.joinAs('Gus')
  expect((await browser.post('/delete-account')).status).toBe(200)
  expect((await browser.get('/get-session')).body).toBeNull()
})
