import {
  createRoom,
  deleteMessage,
  editMessage,
  getRoomChanges,
  getRoomHistory,
  getThreadHistory,
  limits,
  type Message,
  MessageId,
  sendMessage,
  setReaction,
  syncSession,
  updateRoom,
} from '@chat/protocol'
import { v7 as uuidv7 } from 'uuid'
import { expect, test } from 'vitest'
import { joinGeneral } from '../../test/connect-person.ts'
import { ownRooms } from '../../test/make-owner.ts'
import { connectRaw } from '../../test/raw-socket.ts'
import { createThreadWorld } from '../../test/thread-world.ts'

const refusal = (code: string) => ({ ok: false, error: { code } })
const textsOf = ({ messages }: { readonly messages: readonly Message[] }) => messages.map(({ text }) => text)

test('a message in a thread is not in the timeline, and its root says what there is (S61)', async () => {
  const { ann, ben, roomId, say, thread, url } = await createThreadWorld()
  const root = await say(ann, 'Where do we eat?')
  const reply = await say(ben, 'At the lake', root.id)
  const after = await say(ann, 'Something else')
  const now = {
    id: root.id,
    text: root.text,
    replyCount: 1,
    lastReplyAt: reply.sentAt,
    repliers: [ben.credentials.userId],
  }
  const told = [now, { id: reply.id, text: 'At the lake', threadRoot: root.id }]
  expect(ann.framesOf(roomId).find(({ to }) => to === reply.seq)?.messages).toMatchObject(told)
  expect(await ann.get(getRoomChanges, { roomId, after: reply.seq - 1, limit: 1 })).toMatchObject({ messages: told })
  const away = await joinGeneral(url, { credentials: ann.credentials })
  const { changes, rooms } = await away.get(syncSession, { cursors: { [roomId]: root.seq } })
  expect(changes[0]?.messages).toMatchObject([...told, { text: after.text }])
  expect(rooms[0]?.lastMessage).toMatchObject({ text: after.text })

  const timeline = await ann.get(getRoomHistory, { roomId })
  expect(timeline.messages).toMatchObject([now, { text: after.text }])
  expect(await thread(ben, root.id)).toMatchObject({ root: now, texts: ['At the lake'] })
  // The number of a reply is taken like any other (S14).
  expect([reply.seq, after.seq]).toEqual([root.seq + 1, root.seq + 2])
})

test('the first three people are named, and the latest message counts (S61)', async () => {
  const { ann, ben, cy, roomId, say, thread, url } = await createThreadWorld()
  const dee = await joinGeneral(url, { name: 'Dee' })
  const root = await say(ann, 'Who comes?')
  for (const person of [ben, cy, ben, ann, dee]) await say(person, 'me', root.id)
  const last = await say(ben, 'me too', root.id)
  const repliers = [ben, cy, ann].map(({ credentials }) => credentials.userId)
  expect((await thread(dee, root.id)).root).toMatchObject({ replyCount: 6, lastReplyAt: last.sentAt, repliers })
  expect((await dee.get(getRoomHistory, { roomId })).messages).toHaveLength(1)
})

test('a thread hangs on a message of the same room that is in no thread itself; any other message is none (S9, S61, C14)', async () => {
  const { ann, ben, roomId, say } = await createThreadWorld()
  const { room: kitchen } = await ann.get(createRoom, { id: uuidv7(), kind: 'private', name: 'Kitchen' })
  const elsewhere = await say(ann, 'In the kitchen', undefined, kitchen.id)
  const root = await say(ann, 'Here')
  const reply = await say(ben, 'there', root.id)
  const head = reply.seq
  const send = (person: typeof ann, threadRoot: string, room = roomId) =>
    person.ask(sendMessage, { id: uuidv7(), roomId: room, text: 'hello', threadRoot })

  expect(await send(ann, elsewhere.id)).toMatchObject(refusal('VALIDATION_FAILED'))
  expect(await send(ann, root.id, kitchen.id)).toMatchObject(refusal('VALIDATION_FAILED'))
  expect(await send(ann, reply.id)).toMatchObject(refusal('VALIDATION_FAILED'))
  expect(await send(ben, reply.id)).toMatchObject(refusal('VALIDATION_FAILED'))
  // To whoever cannot see it, it is one that nobody has written.
  const unknown = await send(ben, uuidv7())
  expect(unknown).toMatchObject(refusal('NOT_FOUND'))
  expect(await send(ben, elsewhere.id)).toEqual(unknown)
  expect((await ann.get(getRoomChanges, { roomId, after: head })).to).toBe(head)
  expect((await ann.get(getRoomHistory, { roomId: kitchen.id })).messages).toHaveLength(1)
})

test('an id means one message, with the thread that it is in (S11, S12, S61)', async () => {
  const { ann, roomId, say, thread } = await createThreadWorld()
  const [one, other] = [await say(ann, 'one'), await say(ann, 'other')]
  const message = { id: uuidv7(), roomId, text: 'yes', threadRoot: one.id }
  const sent = await ann.get(sendMessage, message)
  expect(await ann.get(sendMessage, message)).toEqual({ ...sent, duplicate: true })
  expect(await ann.ask(sendMessage, { ...message, threadRoot: other.id })).toMatchObject(refusal('CONFLICT'))
  expect(await ann.ask(sendMessage, { id: message.id, roomId, text: 'yes' })).toMatchObject(refusal('CONFLICT'))
  expect((await thread(ann, one.id)).root.replyCount).toBe(1)
  expect((await thread(ann, other.id)).root.replyCount).toBeUndefined()
})

test('a message and one in the thread under it can be sent at once (S61)', async () => {
  const { ann, roomId, thread } = await createThreadWorld()
  const [root, reply] = [MessageId.parse(uuidv7()), uuidv7()]
  const answers = await Promise.all([
    ann.ask(sendMessage, { id: root, roomId, text: 'one' }),
    ann.ask(sendMessage, { id: reply, roomId, text: 'two', threadRoot: root }),
    ann.ask(sendMessage, { id: uuidv7(), roomId, text: 'three', threadRoot: root }),
  ])
  expect(answers.map(({ ok }) => ok)).toEqual([true, true, true])
  expect(await thread(ann, root)).toMatchObject({ root: { replyCount: 2 }, texts: ['two', 'three'] })
  expect(await ann.ask(sendMessage, { id: uuidv7(), roomId, text: 'x', threadRoot: reply })).toMatchObject(
    refusal('VALIDATION_FAILED'),
  )
})

test('a deleted message counts no more, and who is named is who is left (S50, S61)', async () => {
  const { ann, ben, cy, roomId, say, thread } = await createThreadWorld()
  const root = await say(ann, 'Who comes?')
  const first = await say(ben, 'I do', root.id)
  const second = await say(cy, 'I do', root.id)
  const { seq } = await ben.get(deleteMessage, { id: first.id })
  const cyOnly = { replyCount: 1, lastReplyAt: second.sentAt, repliers: [cy.credentials.userId] }
  const frame = () => ann.framesOf(roomId).find(({ to }) => to === seq)
  await expect.poll(frame).toMatchObject({
    messages: [
      { id: root.id, ...cyOnly },
      { id: first.id, text: '' },
    ],
  })
  // Asking again counts it no second time.
  await ben.get(deleteMessage, { id: first.id })
  expect(await thread(ann, root.id)).toMatchObject({ root: cyOnly, texts: ['', 'I do'] })

  await cy.get(deleteMessage, { id: second.id })
  const { root: empty } = await thread(ann, root.id)
  expect([empty.replyCount, empty.lastReplyAt, empty.repliers]).toEqual([undefined, undefined, undefined])
  // A tombstone stays where it was posted.
  expect((await ann.get(getRoomHistory, { roomId })).messages).toMatchObject([{ id: root.id }])
  const again = await say(ben, 'I do after all', root.id)
  expect((await thread(ann, root.id)).root).toMatchObject({ replyCount: 1, lastReplyAt: again.sentAt })
})

test('the thread under a deleted message goes on, and the message stays deleted (S50, S61)', async () => {
  const { ann, ben, say, thread } = await createThreadWorld()
  const root = await say(ann, 'A slip of the tongue')
  await say(ben, 'What?', root.id)
  await ann.get(deleteMessage, { id: root.id })
  await say(ben, 'You said?', root.id)
  expect(await thread(ann, root.id)).toMatchObject({
    root: { text: '', deletedAt: expect.any(Number), replyCount: 2 },
    texts: ['What?', 'You said?'],
  })
})

test('messages in threads are edited and reacted to like others (S55, S56, S61)', async () => {
  const { ann, ben, roomId, say } = await createThreadWorld()
  const root = await say(ann, 'root')
  const reply = await say(ben, 'frist', root.id)
  await ben.get(editMessage, { id: reply.id, text: 'first' })
  const { seq } = await ann.get(setReaction, { messageId: reply.id, emoji: '👍', on: true })
  const now = { id: reply.id, text: 'first', threadRoot: root.id, reactions: [{ emoji: '👍' }] }
  expect((await ann.get(getThreadHistory, { rootId: root.id })).messages).toMatchObject([now])
  expect((await ann.get(getRoomChanges, { roomId, after: reply.seq })).messages).toContainEqual(
    expect.objectContaining({ id: reply.id, text: 'first', threadRoot: root.id }),
  )
  await ann.hasReceived({ name: 'room:changed', payload: expect.objectContaining({ to: seq }) })
  expect(await ben.ask(getThreadHistory, { rootId: reply.id })).toMatchObject(refusal('VALIDATION_FAILED'))
})

test('nobody posts into a thread of an archived room, and in a read-only one only who runs it (S32, S61)', async () => {
  const world = await createThreadWorld()
  const { ann, ben, roomId, say } = world
  await ownRooms(world, ann)
  const root = await say(ann, 'root')
  const send = (person: typeof ann) =>
    person.ask(sendMessage, { id: uuidv7(), roomId, text: 'hello', threadRoot: root.id })
  await ann.get(updateRoom, { roomId, readOnly: true })
  expect(await send(ben)).toMatchObject(refusal('FORBIDDEN'))
  expect(await send(ann)).toMatchObject({ ok: true })
  await ann.get(updateRoom, { roomId, archived: true })
  expect(await send(ann)).toMatchObject(refusal('ROOM_ARCHIVED'))
  expect(await ben.ask(getThreadHistory, { rootId: root.id })).toMatchObject({ ok: true })
})

test('pages of a thread and of the timeline show everything once, whatever lies between (S19, S61)', async () => {
  const { ann, ben, roomId, say } = await createThreadWorld()
  const [one, other] = [await say(ann, 'one'), await say(ann, 'other')]
  for (let index = 1; index <= 12; index += 1) {
    await say(ben, `a${index}`, one.id)
    await say(ben, `b${index}`, other.id)
    if (index % 4 === 0) await say(ann, `c${index}`)
  }
  const pages: string[][] = []
  for (let before: number | undefined, more = true; more; ) {
    const page = await ann.get(getThreadHistory, { rootId: one.id, limit: 5, ...(before && { before }) })
    pages.unshift(textsOf(page))
    before = page.messages[0]?.seq
    more = page.hasMoreBefore
  }
  expect(pages.flat()).toEqual(Array.from({ length: 12 }, (_, index) => `a${index + 1}`))
  const onwards = await ann.get(getThreadHistory, { rootId: one.id, after: one.seq, limit: 3 })
  expect(onwards).toMatchObject({ hasMoreBefore: false, hasMoreAfter: true })
  expect(textsOf(onwards)).toEqual(['a1', 'a2', 'a3'])

  expect(textsOf(await ann.get(getRoomHistory, { roomId, limit: 4 }))).toEqual(['other', 'c4', 'c8', 'c12'])
  const first = await ann.get(getRoomHistory, { roomId, after: one.seq, limit: 2 })
  expect(first).toMatchObject({ hasMoreBefore: true, hasMoreAfter: true })
  expect(textsOf(first)).toEqual(['other', 'c4'])
})

test('a link to a message in a thread tells which it is (S61)', async () => {
  const { ann, roomId, say } = await createThreadWorld()
  const root = await say(ann, 'root')
  const reply = await say(ann, 'reply', root.id)
  expect(await ann.get(getRoomHistory, { roomId, around: reply.seq })).toMatchObject({ threadRootSeq: root.seq })
  expect((await ann.get(getRoomHistory, { roomId, around: root.seq })).threadRootSeq).toBeUndefined()
})

test('no frame is too large, however long a message is and what it hangs on (S7, S61)', async () => {
  const { ann, ben, roomId, say, url } = await createThreadWorld()
  const longest = `${'\u0007'.repeat(limits.messageText.max - 1)}x`
  const root = await say(ann, longest)
  const socket = await connectRaw(url, ben.credentials.token)
  await socket.emit('session:sync', '{"cursors":{}}')
  await Promise.all(Array.from({ length: 6 }, () => say(ann, longest, root.id)))
  await socket.emit('room:changes', JSON.stringify({ roomId, after: root.seq - 1 }))
  await socket.emit('session:sync', JSON.stringify({ cursors: { [roomId]: root.seq } }))
  await socket.emit('thread:history', JSON.stringify({ rootId: root.id }))
  await socket.emit('thread:list', '{}')
  expect(socket.frames.length).toBeGreaterThan(8)
  expect(Math.max(...socket.frames.map((frame) => Buffer.byteLength(frame)))).toBeLessThanOrEqual(limits.frameBytes)
  let [after, texts] = [root.seq - 1, 0]
  for (let more = true; more; ) {
    const changes = await ben.get(getRoomChanges, { roomId, after })
    texts += changes.messages.filter(({ threadRoot }) => threadRoot === root.id).length
    after = changes.to
    more = changes.more ?? false
  }
  expect(texts).toBe(6)
})
