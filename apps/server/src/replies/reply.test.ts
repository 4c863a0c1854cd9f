import {
  blockUser,
  createRoom,
  editMessage,
  getRoomChanges,
  getRoomHistory,
  limits,
  MessageId,
  sendMessage,
  syncSession,
} from '@chat/protocol'
import { v7 as uuidv7 } from 'uuid'
import { expect, test } from 'vitest'
import { joinGeneral, type Person } from '../../test/connect-person.ts'
import { connectRaw } from '../../test/raw-socket.ts'
import { startServer } from '../../test/start-server.ts'
import { readChanges } from '../log/read-changes.ts'

async function setUp() {
  const server = await startServer()
  const [ann, ben] = [await joinGeneral(server.url, { name: 'Ann' }), await joinGeneral(server.url, { name: 'Ben' })]
  const { roomId } = ann
  const say = async (person: Person, text: string, replyTo?: MessageId) => {
    const id = MessageId.parse(uuidv7())
    return { text, ...(await person.get(sendMessage, { id, roomId, text, ...(replyTo && { replyTo }) })) }
  }
  const remove = (person: Person, messageId: MessageId) =>
    server.database.commit([{ kind: 'message.deleted', roomId, actorId: person.credentials.userId, messageId }])
  return { ...server, ann, ben, roomId, say, remove }
}

test('a reply names what it answers, and brings it along to whoever does not have it (S60)', async () => {
  const { ann, ben, roomId, say, url } = await setUp()
  const asked = await say(ann, 'Who brings the cake?')
  const answer = await say(ben, 'I do', asked.id)
  const quoted = { id: asked.id, seq: asked.seq, authorId: ann.credentials.userId, text: asked.text }
  const reply = { id: answer.id, replyTo: asked.id, replyToAuthorId: ann.credentials.userId }
  const told = { messages: [expect.objectContaining(reply)], quoted: [quoted] }
  await ann.hasReceived({ name: 'room:changed', payload: expect.objectContaining(told) })

  expect(await ann.get(getRoomChanges, { roomId, after: asked.seq })).toMatchObject(told)
  const page = await ann.get(getRoomHistory, { roomId, after: asked.seq })
  expect(page).toMatchObject(told)
  expect(page.users.map(({ name }) => name).sort()).toEqual(['Ann', 'Ben'])
  const away = await joinGeneral(url, { credentials: ann.credentials })
  expect((await away.get(syncSession, { cursors: { [roomId]: asked.seq } })).changes).toMatchObject([told])
  // What comes with it anyway comes once.
  expect((await ann.get(getRoomHistory, { roomId })).quoted).toBeUndefined()
  expect((await ann.get(getRoomChanges, { roomId, after: asked.seq - 1 })).quoted).toBeUndefined()
})

test('only a message of the same room can be answered; any other is none (S9, S60)', async () => {
  const { ann, ben, roomId } = await setUp()
  const { room } = await ben.get(createRoom, { id: uuidv7(), kind: 'private', name: 'Elsewhere' })
  const id = uuidv7()
  const secret = await ben.get(sendMessage, { id, roomId: room.id, text: 'secret' })
  const reply = (replyTo: string) => ann.ask(sendMessage, { id: uuidv7(), roomId, text: 'me too', replyTo })
  const unknown = await reply(uuidv7())
  expect(unknown).toEqual({ ok: false, error: { code: 'NOT_FOUND', message: 'There is no such message.' } })
  expect(await reply(secret.id)).toEqual(unknown)
  expect((await ann.get(getRoomHistory, { roomId })).messages).toEqual([])
  expect(await ben.ask(sendMessage, { id: uuidv7(), roomId, text: 'x', replyTo: secret.id })).toEqual(unknown)
  const root = await ann.get(sendMessage, { id: uuidv7(), roomId, text: 'a thread hangs here' })
  const inThread = { id: uuidv7(), roomId, text: 'aside', threadRoot: root.id }
  await ann.get(sendMessage, inThread)
  expect(await reply(inThread.id)).toEqual(unknown)
  const both = await ann.ask(sendMessage, { ...inThread, id: uuidv7(), replyTo: root.id })
  expect(both).toMatchObject({ ok: false, error: { code: 'VALIDATION_FAILED' } })
})

test('an id means one message, with what it answers (S11, S12, S60)', async () => {
  const { ann, roomId, say } = await setUp()
  const [first, second] = [await say(ann, 'first'), await say(ann, 'second')]
  const message = { id: uuidv7(), roomId, text: 'yes', replyTo: first.id }
  const sent = await ann.get(sendMessage, message)
  expect(await ann.get(sendMessage, message)).toEqual({ ...sent, duplicate: true })
  const conflict = { ok: false, error: { code: 'CONFLICT' } }
  expect(await ann.ask(sendMessage, { ...message, replyTo: second.id })).toMatchObject(conflict)
  expect(await ann.ask(sendMessage, { id: message.id, roomId, text: 'yes' })).toMatchObject(conflict)
})

test('what is answered shows as it is now: its text goes when it is deleted, before or after (S50, S60)', async () => {
  const { ann, ben, roomId, say, remove } = await setUp()
  const asked = await say(ann, 'a slip of the tongue')
  const early = await say(ben, 'what?', asked.id)
  await remove(ann, asked.id)
  const late = await say(ben, 'you said?', asked.id)
  const { messages, quoted } = await ben.get(getRoomHistory, { roomId, after: asked.seq })
  expect(messages.map(({ id, replyTo }) => [id, replyTo])).toEqual([
    [early.id, asked.id],
    [late.id, asked.id],
  ])
  expect(quoted).toMatchObject([{ id: asked.id, text: '', deletedAt: expect.any(Number) }])
  await remove(ben, early.id)
  const [gone] = (await ben.get(getRoomHistory, { roomId, after: asked.seq })).messages
  expect(gone).toMatchObject({ id: early.id, deletedAt: expect.any(Number) })
  expect([gone?.replyTo, gone?.replyToAuthorId]).toEqual([undefined, undefined])
})

test('a long message comes along by its beginning, and no frame is too large (S7, S60)', async () => {
  const { url, ann, roomId, say } = await setUp()
  const asked = await say(ann, '👍'.repeat(limits.messageText.max))
  await Promise.all(Array.from({ length: 80 }, () => say(ann, '漢'.repeat(400), asked.id)))
  const page = await ann.get(getRoomHistory, { roomId, limit: 200, after: asked.seq })
  expect(page.quoted).toMatchObject([{ text: '👍'.repeat(limits.quotedText.max) }])
  const socket = await connectRaw(url, ann.credentials.token)
  await socket.emit('session:sync', '{"cursors":{}}')
  await socket.emit('room:history', JSON.stringify({ roomId, limit: 200, after: asked.seq }))
  expect(Math.max(...socket.frames.map((frame) => Buffer.byteLength(frame)))).toBeLessThanOrEqual(limits.frameBytes)
})

test('whoever was removed learns nothing of what was answered after that (S28, S60)', async () => {
  const { ann, ben, roomId, say, remove, database } = await setUp()
  const asked = await say(ann, 'once here')
  const answer = await say(ben, 'indeed', asked.id)
  await remove(ann, asked.id)
  // What was read with a membership that ended before the deletion.
  const room = { roomId, head: answer.seq }
  const changes = await readChanges(database.read, room, asked.seq, 10)
  expect(changes.messages).toMatchObject([{ id: answer.id }])
  expect(changes.quoted).toBeUndefined()
})

test('two messages sent at once can answer one another (S60)', async () => {
  const { ann, roomId } = await setUp()
  const [first, second] = [uuidv7(), uuidv7()]
  const answers = await Promise.all([
    ann.ask(sendMessage, { id: first, roomId, text: 'one' }),
    ann.ask(sendMessage, { id: second, roomId, text: 'two', replyTo: first }),
  ])
  expect(answers.map(({ ok }) => ok)).toEqual([true, true])
})

test('a reply mentions whoever wrote what it answers, on every device, until it is deleted (S59, S60)', async () => {
  const { ann, ben, say, remove, url } = await setUp()
  const cat = await joinGeneral(url, { name: 'Cat' })
  const asked = await say(ann, 'Who brings the cake?')
  const answer = await say(ben, 'I do', asked.id)
  await say(ben, '@Ann I do', asked.id)
  await say(ben, 'to oneself', answer.id)
  await say(ann, 'from oneself', asked.id)
  const counts = async (person: Person) => {
    const { rooms } = await person.get(syncSession, { cursors: {} })
    return rooms.map(({ unread, mentions }) => [unread, mentions])
  }
  expect(await counts(ann)).toEqual([[3, 2]])
  expect(await counts(ben)).toEqual([[2, 0]])
  expect(await counts(cat)).toEqual([[5, 0]])
  await ben.get(editMessage, { id: answer.id, text: 'I do not, @Cat does' })
  expect(await counts(ann)).toEqual([[3, 2]])
  expect(await counts(cat)).toEqual([[5, 1]])
  await remove(ben, answer.id)
  expect(await counts(ann)).toEqual([[2, 1]])
  expect(await counts(cat)).toEqual([[4, 0]])
  await ann.get(blockUser, { userId: ben.credentials.userId, on: true })
  expect(await counts(ann)).toEqual([[2, 0]])
})

test('an edit keeps what a message answers (S55, S60)', async () => {
  const { ann, ben, roomId, say } = await setUp()
  const asked = await say(ann, 'Who brings the cake?')
  const answer = await say(ben, 'I do', asked.id)
  await ben.get(editMessage, { id: answer.id, text: 'I do!' })
  await ann.get(editMessage, { id: asked.id, text: 'Who brings two cakes?' })
  const { messages, quoted } = await ann.get(getRoomHistory, { roomId, after: asked.seq })
  expect(messages).toMatchObject([{ text: 'I do!', replyTo: asked.id }])
  expect(quoted).toMatchObject([{ text: 'Who brings two cakes?' }])
  // Told together with the change of what it answers, it comes once.
  const frame = await ann.get(getRoomChanges, { roomId, after: answer.seq })
  expect(frame.messages.map(({ id }) => id)).toEqual([asked.id, answer.id])
  expect(frame.quoted).toBeUndefined()
})
