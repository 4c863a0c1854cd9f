import {
  blockUser,
  createInvite,
  createRoom,
  deletePerson,
  editMessage,
  getRoomHistory,
  inviteToRoom,
  joinRoom,
  listMembers,
  listPeople,
  listUsers,
  PROTOCOL_VERSION,
  type RoomId,
  saveMessage,
  sendMessage,
  setDraft,
  setMemberRole,
  setReminder,
  setScheduled,
  syncSession,
  updatePerson,
  updateUser,
} from '@chat/protocol'
import { v7 as uuidv7 } from 'uuid'
import { describe, expect, test } from 'vitest'
import { signInAgain, signUp } from '../../test/browser.ts'
import { connectPerson, joinGeneral, type Person, refusedConnection } from '../../test/connect-person.ts'
import { joinAs, joinAsOwner } from '../../test/make-owner.ts'
import { readDatabaseFiles } from '../../test/read-database-files.ts'
import { startServer, type TestServer } from '../../test/start-server.ts'

const GONE = { name: 'Deleted account' }
const FORBIDDEN = { ok: false, error: { code: 'FORBIDDEN' } }

const idOf = ({ credentials }: Person) => credentials.userId
const say = (person: Person, roomId: RoomId, text: string) => person.get(sendMessage, { id: uuidv7(), roomId, text })
const everybody = async (person: Person) => (await person.get(listPeople, {})).people.map(({ user }) => user.name)

/** Everything that is left to be done is done. */
const isFinished = ({ database }: TestServer) =>
  expect.poll(() => database.read.selectFrom('deletions').select('user_id').execute()).toEqual([])

test('is out at once on all devices and of every room; what they wrote stays, under no name (S49)', async () => {
  const server = await startServer()
  const owner = await joinAsOwner(server, { name: 'Olga' })
  const bob = await joinGeneral(server.url, { name: 'Bob' })
  const phone = await connectPerson(server.url, { credentials: bob.credentials })
  await say(bob, bob.roomId, 'I was here')
  const { userId, token } = bob.credentials
  const gone = Promise.all(
    [bob, phone].map(({ socket }) => new Promise((left) => void socket.once('disconnect', left))),
  )

  expect(await owner.get(deletePerson, { userId, messages: 'keep' })).toEqual({})
  for (const reason of await gone) expect(reason).toBe('io server disconnect')
  for (const { received } of [bob, phone]) {
    expect(received.at(-1)).toMatchObject({ name: 'session:ended', payload: { code: 'AUTH_EXPIRED' } })
  }
  const auth = { protocol: PROTOCOL_VERSION, token }
  expect(await refusedConnection(server.url, { auth })).toMatchObject({ code: 'AUTH_EXPIRED' })

  await owner.hasReceived({ name: 'user:changed', payload: [expect.objectContaining({ id: userId, ...GONE })] })
  const { messages, users } = await owner.get(getRoomHistory, { roomId: owner.roomId })
  expect(messages).toMatchObject([{ text: 'I was here', authorId: userId }])
  expect(users).toMatchObject([GONE])
  expect((await owner.get(listMembers, { roomId: owner.roomId })).members).toHaveLength(1)
  expect(await everybody(owner)).toEqual(['Olga'])
  expect(await owner.ask(updatePerson, { userId, suspended: true })).toMatchObject({ error: { code: 'NOT_FOUND' } })
  await isFinished(server)
})

test('nobody brings back somebody who is deleted: not into a room, not into a conversation (S49)', async () => {
  const server = await startServer()
  const [owner, bob] = [await joinAsOwner(server), await joinGeneral(server.url)]
  const { room } = await owner.get(createRoom, { kind: 'direct', memberIds: [idOf(bob)] })
  await say(owner, room.id, 'hello')
  await say(bob, room.id, 'hello yourself')
  await owner.get(deletePerson, { userId: idOf(bob), messages: 'keep' })
  expect((await owner.get(getRoomHistory, { roomId: room.id })).messages).toHaveLength(2)
  expect((await owner.get(listUsers, {})).users).toEqual([])
  const invited = { roomId: owner.roomId, userIds: [idOf(bob)] }
  expect(await owner.ask(inviteToRoom, invited)).toMatchObject({ error: { code: 'NOT_FOUND' } })
  // Nor does anybody come in who is invited along with them (S6).
  const cy = await joinGeneral(server.url)
  const { room: kitchen } = await owner.get(createRoom, { kind: 'private', name: 'Kitchen' })
  const both = { roomId: kitchen.id, userIds: [idOf(cy), idOf(bob)] }
  expect(await owner.ask(inviteToRoom, both)).toMatchObject({ error: { code: 'NOT_FOUND' } })
  expect((await owner.get(listMembers, { roomId: kitchen.id })).members).toHaveLength(1)
  expect(await owner.ask(createRoom, { kind: 'direct', memberIds: [idOf(bob)] })).toMatchObject(FORBIDDEN)
})

test('nobody writes where nobody is left to read it, and everybody does where somebody is (S41, S49)', async () => {
  const server = await startServer()
  const [owner, bob, cy] = [await joinAsOwner(server), await joinGeneral(server.url), await joinGeneral(server.url)]
  const { room: two } = await owner.get(createRoom, { kind: 'direct', memberIds: [idOf(bob)] })
  const { room: three } = await owner.get(createRoom, { kind: 'direct', memberIds: [idOf(bob), idOf(cy)] })
  await say(owner, two.id, 'hello')
  const { messages } = await owner.get(getRoomHistory, { roomId: two.id })
  await owner.get(deletePerson, { userId: idOf(bob), messages: 'keep' })
  const saying = (roomId: RoomId) => owner.ask(sendMessage, { id: uuidv7(), roomId, text: 'are you there?' })
  expect(await saying(two.id)).toMatchObject(FORBIDDEN)
  expect(await owner.get(getRoomHistory, { roomId: two.id })).toMatchObject({ messages })
  // What was sent before answers as it did then (S11).
  for (const { id, text, seq } of messages) {
    expect(await owner.get(sendMessage, { id, roomId: two.id, text })).toMatchObject({ seq })
  }
  expect(await saying(three.id)).toMatchObject({ ok: true })
  await owner.get(deletePerson, { userId: idOf(cy), messages: 'keep' })
  expect(await saying(three.id)).toMatchObject(FORBIDDEN)
})

test("a room that only they owned gets another owner, before everybody's eyes (S49)", async () => {
  const server = await startServer()
  const owner = await joinAsOwner(server)
  const [bob, ann, cy] = [await joinGeneral(server.url), await joinGeneral(server.url), await joinGeneral(server.url)]
  const { room: kitchen } = await bob.get(createRoom, { kind: 'public', name: 'Kitchen' })
  const { room: garden } = await bob.get(createRoom, { kind: 'public', name: 'Garden' })
  const { room: alone } = await bob.get(createRoom, { kind: 'private', name: 'Alone' })
  for (const { id } of [kitchen, garden]) for (const person of [ann, cy]) await person.get(joinRoom, { roomId: id })
  await bob.get(setMemberRole, { roomId: kitchen.id, userId: idOf(cy), role: 'moderator' })

  await owner.get(deletePerson, { userId: idOf(bob), messages: 'keep' })
  for (const [room, heir] of [
    [kitchen, cy],
    [garden, ann],
  ] as const) {
    const members = () => cy.framesOf(room.id).flatMap(({ members = [] }) => members)
    await expect.poll(members).toContainEqual(expect.objectContaining({ userId: idOf(heir), role: 'owner' }))
    await expect
      .poll(members)
      .toContainEqual(expect.objectContaining({ userId: idOf(bob), leftSeq: expect.any(Number) }))
    const { rooms } = await heir.get(syncSession, { cursors: {} })
    expect(rooms.find(({ id }) => id === room.id)).toMatchObject({ role: 'owner', memberCount: 2 })
  }
  const left = await server.database.read.selectFrom('members').selectAll().where('room_id', '=', alone.id).execute()
  expect(left).toMatchObject([{ user_id: idOf(bob), left_seq: 2 }])
})

describe('who may delete whom', () => {
  test('owners everybody but themselves, admins plain members, others nobody (S48, S49)', async () => {
    const server = await startServer()
    const [owner, other] = [await joinAsOwner(server), await joinAs(server, 'owner')]
    const [admin, second] = [await joinAs(server, 'admin'), await joinAs(server, 'admin')]
    const [member, plain] = [await joinGeneral(server.url), await joinGeneral(server.url)]
    const remove = (person: Person, target: Person) =>
      person.ask(deletePerson, { userId: idOf(target), messages: 'delete' })
    for (const target of [owner, admin, second]) expect(await remove(admin, target)).toMatchObject(FORBIDDEN)
    expect(await remove(owner, owner)).toMatchObject(FORBIDDEN)
    expect(await remove(plain, member)).toMatchObject(FORBIDDEN)
    expect(await everybody(owner)).toHaveLength(6)
    expect(await remove(admin, member)).toMatchObject({ ok: true })
    expect(await remove(owner, admin)).toMatchObject({ ok: true })
    expect(await remove(owner, other)).toMatchObject({ ok: true })
    expect(await everybody(owner)).toHaveLength(3)
    const nobody = await owner.ask(deletePerson, { userId: uuidv7(), messages: 'keep' })
    expect(nobody).toMatchObject({ error: { code: 'NOT_FOUND' } })
  })

  test('two owners who delete each other at the same moment leave one', async () => {
    const server = await startServer()
    const [one, two] = [await joinAs(server, 'owner'), await joinAs(server, 'owner')]
    const answers = await Promise.allSettled([
      one.ask(deletePerson, { userId: idOf(two), messages: 'keep' }),
      two.ask(deletePerson, { userId: idOf(one), messages: 'keep' }),
    ])
    // Whoever is deleted may be out before their refusal gets to them.
    expect(answers.filter((answer) => answer.status === 'fulfilled' && answer.value.ok)).toHaveLength(1)
    const owners = server.database.read.selectFrom('users').select('id').where('server_role', '=', 'owner')
    expect(await owners.execute()).toHaveLength(1)
  })
})

test('deleted twice at once, and later once more in another way, is answered the same (S49)', async () => {
  const server = await startServer()
  const [owner, admin, bob] = [await joinAsOwner(server), await joinAs(server, 'admin'), await joinGeneral(server.url)]
  await say(bob, bob.roomId, 'first kept, then not')
  const keep = { userId: idOf(bob), messages: 'keep' } as const
  expect(await Promise.all([owner.get(deletePerson, keep), admin.get(deletePerson, keep)])).toEqual([{}, {}])
  await isFinished(server)
  const texts = async () => (await owner.get(getRoomHistory, { roomId: owner.roomId })).messages.map(({ text }) => text)
  expect(await texts()).toEqual(['first kept, then not'])
  expect(await admin.get(deletePerson, { ...keep, messages: 'delete' })).toEqual({})
  expect(await admin.get(deletePerson, keep)).toEqual({})
  await expect.poll(texts).toEqual([''])
  await isFinished(server)
})

test('whatever they do at the same moment, nothing of it is left (S49)', async () => {
  const server = await startServer()
  const [owner, bob] = [await joinAsOwner(server), await joinGeneral(server.url, { name: 'Bob' })]
  const { room: direct } = await bob.get(createRoom, { kind: 'direct', memberIds: [idOf(owner)] })
  const busy = Array.from({ length: 40 }, async (_, index) => {
    await bob.ask(sendMessage, { id: uuidv7(), roomId: index % 2 ? bob.roomId : direct.id, text: 'still here' })
    await bob.ask(updateUser, { name: `Bob ${index}` })
    await bob.ask(createRoom, { kind: 'public', name: `Room ${index}` })
  }).map((work) => work.catch(() => {}))
  await owner.get(deletePerson, { userId: idOf(bob), messages: 'delete' })
  bob.socket.close()
  await Promise.all(busy)
  await isFinished(server)
  const { read } = server.database
  expect(await read.selectFrom('users').select('name').where('id', '=', idOf(bob)).execute()).toEqual([GONE])
  const written = read.selectFrom('messages').select('text').distinct().where('author_id', '=', idOf(bob))
  expect(await written.execute()).not.toContainEqual({ text: 'still here' })
  const memberships = read.selectFrom('members').select('room_id').where('user_id', '=', idOf(bob))
  expect(await memberships.where('left_seq', 'is', null).execute()).toEqual([])
})

test('nothing that they wrote or were called is in any table afterwards (S49, S50)', async () => {
  const server = await startServer()
  const owner = await joinAsOwner(server)
  const email = 'canary@example.org'
  const tab = await (await signUp(server.url, email)).connect()
  await signInAgain(server.url, email)
  await tab.get(syncSession, { cursors: {} })
  await tab.get(updateUser, { name: 'Canary', statusText: 'a canary sings' })
  const { userId } = tab.credentials
  const { room } = await tab.get(createRoom, { kind: 'direct', memberIds: [idOf(owner)] })
  const { id } = await say(tab, room.id, 'a canary in the mine')
  await tab.get(editMessage, { id, text: 'another canary' })
  await say(tab, owner.roomId, 'a canary for all')
  const root = await say(owner, owner.roomId, 'a root')
  await tab.get(sendMessage, { id: uuidv7(), roomId: owner.roomId, text: 'a canary on a root', threadRoot: root.id })
  // Others pass it on, and what is passed on.
  const passedOn = { id: uuidv7(), roomId: owner.roomId, text: '', forwardOf: id }
  await owner.get(sendMessage, passedOn)
  await owner.get(sendMessage, { id: uuidv7(), roomId: owner.roomId, text: 'look', forwardOf: passedOn.id })
  await tab.get(createInvite, { roomId: owner.roomId })
  await tab.get(blockUser, { userId: idOf(owner), on: true })
  await tab.get(setDraft, { roomId: owner.roomId, text: 'a canary begins', version: 0 })
  await tab.get(saveMessage, { messageId: id, on: true })
  await tab.get(setScheduled, {
    id: uuidv7(),
    roomId: owner.roomId,
    text: 'a canary later',
    sendAt: Date.now() + 60_000,
  })
  await tab.get(setReminder, { messageId: id, remindAt: Date.now() + 60_000 })

  await owner.get(deletePerson, { userId, messages: 'delete' })
  await isFinished(server)
  const { read } = server.database
  const tables = await read.introspection.getTables()
  expect(tables.length).toBeGreaterThan(10)
  for (const { name } of tables) {
    const rows = await read.withTables<Record<string, object>>().selectFrom(name).selectAll().execute()
    expect(JSON.stringify(rows), name).not.toMatch(/canary/i)
  }
  const about = [
    'blocks',
    'person_heads',
    'person_log',
    'reminders',
    'saved_messages',
    'scheduled_messages',
    'thread_members',
  ] as const
  for (const table of ['sessions', 'accounts', ...about] as const) {
    expect(await read.selectFrom(table).select('user_id').where('user_id', '=', userId).execute(), table).toEqual([])
  }
  expect(await read.selectFrom('invites').select('id').execute()).toEqual([])
  await server.stop()
  if (server.database.dialect === 'sqlite') {
    expect((await readDatabaseFiles(server.storage)).toString('latin1')).not.toMatch(/canary/i)
  }
})
