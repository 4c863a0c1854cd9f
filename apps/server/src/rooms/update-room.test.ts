import {
  createRoom,
  getRoomChanges,
  joinRoom,
  listRooms,
  type RequestInput,
  type RoomId,
  sendMessage,
  syncSession,
  updateRoom,
} from '@chat/protocol'
import { v7 as uuidv7 } from 'uuid'
import { expect, test } from 'vitest'
import { joinGeneral, type Person } from '../../test/connect-person.ts'
import { startServer } from '../../test/start-server.ts'

const say = (person: Person, roomId: RoomId, text = 'hello') => person.ask(sendMessage, { id: uuidv7(), roomId, text })

/** A room of Alice's that Bob has joined. */
async function setUp() {
  const server = await startServer()
  const alice = await joinGeneral(server.url, { name: 'Alice' })
  const bob = await joinGeneral(server.url, { name: 'Bob' })
  const { room } = await alice.get(createRoom, { kind: 'public', name: 'Kitchen', topic: 'Who cooks' })
  await bob.get(joinRoom, { roomId: room.id })
  type Settings = Omit<RequestInput<typeof updateRoom>, 'roomId'>
  const update = (person: Person, settings: Settings) => person.ask(updateRoom, { roomId: room.id, ...settings })
  return { ...server, alice, bob, room, update }
}

test('everybody in a room sees at once what it is called now, and later whoever was away (S31)', async () => {
  const { alice, bob, room, update } = await setUp()
  const settings = { name: 'Galley', topic: '', slug: 'galley', readOnly: true }
  const answer = await update(alice, settings)
  expect(answer).toMatchObject({ ok: true, data: { seq: 3 } })
  const told = {
    id: room.id,
    kind: 'public',
    ...{ name: 'Galley', slug: 'galley', readOnly: true },
    ...{ head: 3, memberCount: 2, lastReadSeq: 3, unread: 0, mentions: 0, role: 'member' },
  }
  for (const person of [alice, bob]) {
    await expect.poll(() => person.framesOf(room.id).at(-1)).toMatchObject({ from: 2, to: 3, room: told })
    const { room: now } = await person.get(getRoomChanges, { roomId: room.id, after: 2 })
    expect(now).toEqual(told)
  }
  expect((await bob.get(getRoomChanges, { roomId: room.id, after: 3 })).room).toBeUndefined()
  const { rooms } = await alice.get(syncSession, { cursors: {} })
  expect(rooms.find(({ id }) => id === room.id)).toMatchObject({ name: 'Galley', role: 'owner', readOnly: true })

  // What is so already takes no number.
  expect(await update(alice, settings)).toEqual(answer)
  expect(await update(alice, {})).toEqual(answer)
})

test('settings are for those who run the room (S31)', async () => {
  const { bob, room, update, database, url } = await setUp()
  for (const settings of [{ name: 'Mine' }, { topic: 'Mine' }, { slug: 'mine' }, { readOnly: true }]) {
    expect(await update(bob, settings)).toMatchObject({ error: { code: 'FORBIDDEN' } })
  }
  await database.write
    .updateTable('members')
    .set({ role: 'moderator' })
    .where('room_id', '=', room.id)
    .where('user_id', '=', bob.credentials.userId)
    .execute()
  for (const settings of [
    { slug: 'mine' },
    { readOnly: true },
    { archived: true },
    { name: 'Mine', archived: false },
  ]) {
    expect(await update(bob, settings)).toMatchObject({ error: { code: 'FORBIDDEN' } })
  }
  expect(await update(bob, { name: 'Ours', topic: 'Everything' })).toMatchObject({ ok: true })
  const carol = await joinGeneral(url, { name: 'Carol' })
  const unknown = await carol.ask(updateRoom, { roomId: uuidv7(), name: 'Hers' })
  expect(unknown).toMatchObject({ error: { code: 'NOT_FOUND' } })
  expect(await update(carol, { name: 'Hers' })).toEqual(unknown)
  const { rooms } = await carol.get(listRooms, { query: 'Ours' })
  expect(rooms).toMatchObject([{ name: 'Ours', topic: 'Everything', slug: 'kitchen' }])
})

test('an address belongs to one room, and private rooms have none, so that none tells of them (S31)', async () => {
  const { alice, update, room } = await setUp()
  expect(await update(alice, { slug: 'general' })).toMatchObject({ error: { code: 'CONFLICT' } })
  expect(await update(alice, { slug: 'küche' })).toMatchObject({ ok: true })
  expect(await update(alice, { slug: 'küche' })).toMatchObject({ ok: true })
  for (const slug of ['Kitchen', 'a b', '-a', 'a--b', 'a/b', room.id]) {
    expect(await update(alice, { slug }), slug).toMatchObject({ error: { code: 'VALIDATION_FAILED' } })
  }
  const { room: diary } = await alice.get(createRoom, { kind: 'private', name: 'Diary' })
  for (const slug of ['general', 'free']) {
    const refused = await alice.ask(updateRoom, { roomId: diary.id, slug })
    expect(refused).toMatchObject({ error: { code: 'FORBIDDEN' } })
  }
})

test('an archived room takes nothing until it is brought back, and can be read (S32)', async () => {
  const { alice, bob, room, update, url } = await setUp()
  await say(bob, room.id, 'before')
  // All at once: what comes after it in the log is refused, also in the same transaction.
  const sending = Array.from({ length: 20 }, () => say(alice, room.id))
  const archiving = update(alice, { archived: true })
  const answers = await Promise.all([...sending, ...Array.from({ length: 20 }, () => say(alice, room.id))])
  const archived = await archiving
  const end = archived.ok ? archived.data.seq : 0
  for (const answer of answers) {
    if (answer.ok) expect(answer.data.seq).toBeLessThan(end)
    else expect(answer.error.code).toBe('ROOM_ARCHIVED')
  }
  expect(answers.filter(({ ok }) => !ok).length).toBeGreaterThanOrEqual(20)
  for (const person of [alice, bob]) {
    expect(await say(person, room.id)).toMatchObject({ error: { code: 'ROOM_ARCHIVED' } })
    await expect.poll(() => person.framesOf(room.id).at(-1)?.to).toBe(end)
  }
  expect(await update(alice, { name: 'Attic' })).toMatchObject({ error: { code: 'ROOM_ARCHIVED' } })
  const { messages } = await bob.get(getRoomChanges, { roomId: room.id, after: 0 })
  expect(messages[0]).toMatchObject({ text: 'before' })

  const carol = await joinGeneral(url, { name: 'Carol' })
  expect((await carol.get(listRooms, { query: 'Kitchen' })).rooms).toEqual([])
  expect(await carol.ask(joinRoom, { roomId: room.id })).toMatchObject({ error: { code: 'ROOM_ARCHIVED' } })
  expect(await update(alice, { archived: false, name: 'Attic' })).toMatchObject({ ok: true })
  expect(await say(bob, room.id)).toMatchObject({ ok: true })
})

test('in a read-only room they post who run it (S32)', async () => {
  const { alice, bob, room, update } = await setUp()
  await update(alice, { readOnly: true })
  expect(await say(bob, room.id)).toMatchObject({ error: { code: 'FORBIDDEN' } })
  expect(await say(alice, room.id)).toMatchObject({ ok: true })
  await update(alice, { readOnly: false })
  expect(await say(bob, room.id)).toMatchObject({ ok: true })
})

test('what was posted before is found again although nobody may post any more (S11)', async () => {
  const { alice, bob, room, update } = await setUp()
  const message = { id: uuidv7(), roomId: room.id, text: 'hello' }
  const first = await bob.get(sendMessage, message)
  await update(alice, { archived: true })
  expect(await bob.get(sendMessage, message)).toEqual({ ...first, duplicate: true })
})
