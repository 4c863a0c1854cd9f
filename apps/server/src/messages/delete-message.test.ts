import {
  createRoom,
  deleteMessage,
  editMessage,
  getMessageRevisions,
  getRoomChanges,
  getRoomHistory,
  leaveRoom,
  MessageId,
  markRead,
  type RoomId,
  removeMember,
  sendMessage,
  setMemberRole,
  setReaction,
  syncSession,
  type UserId,
  updateRoom,
} from '@chat/protocol'
import { v7 as uuidv7 } from 'uuid'
import { expect, test } from 'vitest'
import { commitAsFrames } from '../../test/committed-change.ts'
import { joinGeneral, type Person } from '../../test/connect-person.ts'
import { ownRooms } from '../../test/make-owner.ts'
import { readDatabaseFiles } from '../../test/read-database-files.ts'
import { startServer } from '../../test/start-server.ts'
import type { Change } from '../log/change.ts'
import { readChanges } from '../log/read-changes.ts'

const SECRET = 'a canary that nobody should see again'
const TOMBSTONE = { text: '', deletedAt: expect.any(Number) }

const deletion = (roomId: RoomId, actorId: UserId, id: string): Change => ({
  kind: 'message.deleted',
  roomId,
  actorId,
  messageId: MessageId.parse(id),
})

async function setUp() {
  const server = await startServer()
  const [ann, ben] = [await joinGeneral(server.url, { name: 'Ann' }), await joinGeneral(server.url, { name: 'Ben' })]
  const { roomId } = ann
  const say = async (person: Person, text: string) => {
    const id = uuidv7()
    return { text, ...(await person.get(sendMessage, { id, roomId, text })) }
  }
  const remove = (person: Person, id: string) =>
    server.database.commit([deletion(roomId, person.credentials.userId, id)])
  const makeOwner = (person: Person) => ownRooms(server, person)
  return { ...server, ann, ben, roomId, say, remove, makeOwner }
}

test('keeps its place, and everybody learns that its text is gone, who was there and who was away (S50)', async () => {
  const { ann, ben, roomId, say, remove, url } = await setUp()
  const { id, seq, sentAt } = await say(ann, SECRET)
  const [outcome] = await remove(ann, id)
  expect(outcome).toMatchObject({ status: 'applied', seq: seq + 1 })
  const tombstone = { id, roomId, seq, authorId: ann.credentials.userId, sentAt, ...TOMBSTONE }
  await ben.hasReceived({
    name: 'room:changed',
    payload: { roomId, from: seq, to: seq + 1, head: seq + 1, messages: [tombstone] },
  })
  const away = await joinGeneral(url, { credentials: ben.credentials })
  const { changes, rooms } = await away.get(syncSession, { cursors: { [roomId]: seq } })
  expect(changes).toMatchObject([{ from: seq, to: seq + 1, messages: [tombstone] }])
  expect(rooms[0]?.lastMessage).toEqual(tombstone)
  expect((await away.get(getRoomChanges, { roomId, after: seq - 1 })).messages).toEqual([tombstone])
  expect((await away.get(getRoomHistory, { roomId })).messages.at(-1)).toEqual(tombstone)
  const late = await joinGeneral(url, { name: 'Late' })
  expect((await late.get(getRoomHistory, { roomId })).messages.at(-1)).toEqual(tombstone)
})

test('is deleted once, and by its author alone, even from a room that they have left (S50)', async () => {
  const { ann, ben, roomId, say, remove, database } = await setUp()
  const { id, seq } = await say(ann, SECRET)
  const refused = [{ status: 'refused', code: 'NOT_FOUND' }]
  expect(await remove(ben, id)).toMatchObject([{ status: 'refused', code: 'FORBIDDEN' }])
  expect(await remove(ben, uuidv7())).toMatchObject(refused)
  const elsewhere = deletion('another room' as RoomId, ann.credentials.userId, id)
  expect(await database.commit([elsewhere])).toMatchObject(refused)
  const { userId } = ann.credentials
  await database.commit([{ kind: 'member.left', roomId, actorId: userId, userId }])
  const [first] = await remove(ann, id)
  expect(first).toMatchObject({ status: 'applied', seq: seq + 2 })
  const again = { status: 'unchanged', seq: seq + 2, at: first?.status === 'applied' && first.at }
  expect(await remove(ann, id)).toEqual([again])
  const twice = deletion(roomId, userId, id)
  expect(await database.commit([twice, twice])).toEqual([again, again])
})

test('an author deletes what they wrote, whatever has become of the room and of them in it (S50, S55)', async () => {
  const { ann, ben, roomId, say, makeOwner } = await setUp()
  const { id, seq } = await say(ann, SECRET)
  await makeOwner(ben)
  await ben.get(updateRoom, { roomId, archived: true })
  await ann.get(leaveRoom, { roomId })
  const deleted = await ann.get(deleteMessage, { id })
  expect(deleted).toEqual({ id, seq: seq + 3 })
  expect(await ann.get(deleteMessage, { id })).toEqual(deleted)
  await ben.hasReceived({ name: 'room:changed', payload: expect.objectContaining({ to: seq + 3 }) })
  const { messages } = await ben.get(getRoomHistory, { roomId })
  expect(messages.at(-1)).toEqual({
    id,
    roomId,
    seq,
    authorId: ann.credentials.userId,
    sentAt: expect.any(Number),
    ...TOMBSTONE,
  })
})

test('whoever runs a room deletes what others wrote there, and it says so; in a conversation nobody does (S50, S55)', async () => {
  const { ann, ben, roomId, say, makeOwner, url } = await setUp()
  const { id } = await say(ann, SECRET)
  expect(await ben.ask(deleteMessage, { id })).toMatchObject({ error: { code: 'FORBIDDEN' } })
  const owner = await joinGeneral(url, { name: 'Owner' })
  await makeOwner(owner)
  await owner.get(setMemberRole, { roomId, userId: ben.credentials.userId, role: 'moderator' })
  await ben.get(deleteMessage, { id })
  const { messages } = await ann.get(getRoomHistory, { roomId })
  expect(messages.at(-1)).toMatchObject({ id, ...TOMBSTONE, deletedByModerator: true })
  // Asking again changes nothing, not even who it was.
  await ann.get(deleteMessage, { id })
  expect((await ann.get(getRoomHistory, { roomId })).messages.at(-1)).toEqual(messages.at(-1))

  const { room } = await ben.get(createRoom, { kind: 'direct', memberIds: [ann.credentials.userId] })
  const whispered = uuidv7()
  await ann.get(sendMessage, { id: whispered, roomId: room.id, text: 'between us' })
  expect(await ben.ask(deleteMessage, { id: whispered })).toMatchObject({ error: { code: 'FORBIDDEN' } })
})

test('sending it again answers as then and brings nothing back (S11, S50)', async () => {
  const { ann, ben, roomId, say, remove } = await setUp()
  const { id, text, seq, sentAt } = await say(ann, SECRET)
  await remove(ann, id)
  expect(await ann.get(sendMessage, { id, roomId, text })).toEqual({ id, seq, sentAt, duplicate: true })
  // Nothing is kept that could tell one text from another.
  expect(await ann.get(sendMessage, { id, roomId, text: 'another' })).toEqual({ id, seq, sentAt, duplicate: true })
  expect(await ben.ask(sendMessage, { id, roomId, text })).toMatchObject({ error: { code: 'CONFLICT' } })
  expect((await ben.get(getRoomHistory, { roomId })).messages.at(-1)).toMatchObject({ id, ...TOMBSTONE })
})

test('does not count as unread (S29, S50)', async () => {
  const { ann, ben, roomId, say, remove } = await setUp()
  const unread = async () => (await ben.get(syncSession, { cursors: {} })).rooms[0]?.unread
  const first = await say(ann, 'one')
  const second = await say(ann, 'two')
  expect(await unread()).toBe(2)
  await remove(ann, first.id)
  expect(await unread()).toBe(1)
  await ben.get(markRead, { roomId, seq: second.seq })
  expect(await unread()).toBe(0)
})

test('nothing of the text, and of those before it, is left in the database (S50, S55)', async () => {
  const { ann, ben, say, remove, database, storage, stop } = await setUp()
  const long = `${SECRET} ${'and more '.repeat(400)}`
  const { id } = await say(ann, long)
  const [other, text] = [await say(ann, 'something'), 'something else']
  await ann.get(editMessage, { id: other.id, text })
  for (const edit of [1, 2, 3]) await ann.get(editMessage, { id, text: `${edit} ${long}` })
  const files = async () => (await readDatabaseFiles(storage)).includes(SECRET)
  if (database.dialect === 'sqlite') expect(await files()).toBe(true)
  await remove(ann, id)
  expect(await ben.get(getMessageRevisions, { id })).toEqual({ revisions: [] })
  expect((await ben.get(getMessageRevisions, { id: other.id })).revisions).toMatchObject([{ text: 'something' }])
  for (const table of ['messages', 'message_revisions', 'room_log', 'rooms'] as const) {
    expect(JSON.stringify(await database.read.selectFrom(table).selectAll().execute()), table).not.toContain(SECRET)
  }
  await stop()
  if (database.dialect === 'sqlite') expect(await files()).toBe(false)
})

test('a frame that holds a message, its deletion and older ones tells each once, in order', async () => {
  const { ann, roomId, say, database } = await setUp()
  const { userId } = ann.credentials
  const { id } = await say(ann, 'old')
  const messageId = MessageId.parse(uuidv7())
  const changes: Change[] = [
    { kind: 'message.posted', roomId, actorId: userId, messageId, text: SECRET },
    deletion(roomId, userId, id),
    deletion(roomId, userId, messageId),
  ]
  const [frame, ...others] = await commitAsFrames(database, changes)
  expect(others).toEqual([])
  expect(frame?.messages).toMatchObject([
    { id, ...TOMBSTONE },
    { id: messageId, ...TOMBSTONE },
  ])
  expect(JSON.stringify(frame)).not.toContain(SECRET)
})

test('whoever was removed learns of no later deletion, also from an answer that was under way (S28)', async () => {
  const { ann, ben, roomId, say, remove, makeOwner, database } = await setUp()
  const { id, seq } = await say(ann, 'once here')
  await ben.get(setReaction, { messageId: id, emoji: '👍', on: true })
  await makeOwner(ann)
  const left = await ann.get(removeMember, { roomId, userId: ben.credentials.userId })
  await remove(ann, id)
  // What was read with the membership.
  const room = { roomId, head: left.seq - 1 }
  const changes = await readChanges(database.read, room, seq - 1, 10)
  expect(changes.messages).toEqual([])
  expect(changes).not.toHaveProperty('reacted')
})
