import {
  blockUser,
  createRoom,
  deleteMessage,
  deletePerson,
  editMessage,
  getMessageRevisions,
  getRoomChanges,
  getRoomHistory,
  inviteToRoom,
  limits,
  type MessageId,
  type RoomId,
  removeMember,
  sendMessage,
  setPin,
  syncSession,
} from '@chat/protocol'
import { v7 as uuidv7 } from 'uuid'
import { expect, test } from 'vitest'
import { joinGeneral, type Person } from '../../test/connect-person.ts'
import { joinAsOwner } from '../../test/make-owner.ts'
import { connectRaw } from '../../test/raw-socket.ts'
import { startServer } from '../../test/start-server.ts'

const NONE = { ok: false, error: { code: 'NOT_FOUND', message: 'There is no such message.' } }

/** Ann and Ben share a room that Cat is not in; all three are in general. */
async function setUp(kind: 'public' | 'private' = 'public') {
  const server = await startServer()
  const owner = await joinAsOwner(server, { name: 'Olga' })
  const [ann, ben] = [await joinGeneral(server.url, { name: 'Ann' }), await joinGeneral(server.url, { name: 'Ben' })]
  const cat = await joinGeneral(server.url, { name: 'Cat' })
  const { roomId } = ann
  const { room } = await ann.get(createRoom, { id: uuidv7(), kind, name: 'Hidden' })
  await ann.get(inviteToRoom, { roomId: room.id, userIds: [ben.credentials.userId] })
  const say = async (person: Person, text: string, where: RoomId = room.id) => {
    const sent = await person.get(sendMessage, { id: uuidv7(), roomId: where, text })
    return { text, sentAt: sent.sentAt, seq: sent.seq, id: sent.id, roomId: where, authorId: person.credentials.userId }
  }
  const forwarding = (forwardOf: MessageId | string, text = '', where: RoomId = roomId) => ({
    id: uuidv7(),
    roomId: where,
    text,
    forwardOf,
  })
  const latest = async (person: Person, where: RoomId = roomId) =>
    (await person.get(getRoomHistory, { roomId: where })).messages.at(-1)
  return { ...server, owner, ann, ben, cat, roomId, hidden: room.id, say, forwarding, latest }
}

const copyOf = ({ id: _, ...said }: Awaited<ReturnType<Awaited<ReturnType<typeof setUp>>['say']>>) => said

test('what is forwarded comes with who wrote it, when and where, and the name of that room with nothing (S68)', async () => {
  const { ann, ben, cat, roomId, hidden, say, forwarding, latest } = await setUp()
  const said = await say(ann, 'The *cake* is ready, @Cat')
  const forward = forwarding(said.id, 'good news')
  await ben.get(sendMessage, forward)
  const told = { id: forward.id, text: 'good news', authorId: ben.credentials.userId, forwarded: copyOf(said) }
  const frame = { messages: [expect.objectContaining(told)] }
  await cat.hasReceived({ name: 'room:changed', payload: expect.objectContaining(frame) })
  expect(await latest(cat)).toMatchObject(told)
  // What is passed on calls nobody.
  expect((await latest(cat))?.mentions).toBeUndefined()
  const { rooms } = await cat.get(syncSession, { cursors: {} })
  expect(rooms).toMatchObject([{ unread: 1, mentions: 0, lastMessage: told }])
  const everything = JSON.stringify([cat.received, await cat.get(getRoomHistory, { roomId })])
  expect(everything).toContain(hidden)
  expect(everything).not.toContain('Hidden')
})

test('what was written in private is passed on without its text, which only those read who are in that room (C9, S68)', async () => {
  const { ann, ben, cat, roomId, hidden, say, forwarding, latest, database } = await setUp('private')
  const { room: direct } = await ann.get(createRoom, { kind: 'direct', memberIds: [ben.credentials.userId] })
  const said = [await say(ann, 'a secret'), await say(ann, 'another secret', direct.id)]
  for (const one of said) {
    const forward = forwarding(one.id, 'look')
    await ben.get(sendMessage, forward)
    const told = { id: forward.id, text: 'look', forwarded: { ...copyOf(one), text: '', private: true } }
    await cat.hasReceived({
      name: 'room:changed',
      payload: expect.objectContaining({ messages: [expect.objectContaining(told)] }),
    })
    // Passed on once more it tells no more.
    await cat.get(sendMessage, forwarding(forward.id))
    expect((await latest(ann))?.forwarded).toEqual(told.forwarded)
    await cat.get(sendMessage, { id: uuidv7(), roomId, text: 'what?', replyTo: forward.id })
  }
  expect(JSON.stringify([cat.received, await cat.get(getRoomHistory, { roomId })])).not.toContain('secret')
  const rows = await database.read.selectFrom('messages').selectAll().where('room_id', '=', roomId).execute()
  expect(JSON.stringify(rows)).not.toContain('secret')
  // Ben finds it where it was written, Cat does not; and there everybody may have a copy.
  const original = { roomId: hidden, around: said[0]?.seq ?? 0, limit: 1 }
  expect((await ben.get(getRoomHistory, original)).messages).toMatchObject([{ text: 'a secret' }])
  expect(await cat.ask(getRoomHistory, original)).toMatchObject({ ok: false, error: { code: 'NOT_FOUND' } })
  await ben.get(sendMessage, forwarding(said[0]?.id ?? '', '', hidden))
  expect((await latest(ann, hidden))?.forwarded).toMatchObject({ text: 'a secret', authorId: ann.credentials.userId })
})

test('what is passed on within a private room leaves it without its text too, however often (C9, S68)', async () => {
  const { ann, ben, cat, roomId, hidden, say, forwarding, latest, database } = await setUp('private')
  const said = await say(ann, 'a secret')
  const [within, again] = [forwarding(said.id, '', hidden), forwarding(said.id, 'look', hidden)]
  for (const forward of [within, again]) await ann.get(sendMessage, forward)
  for (const { id } of [within, again]) {
    await ben.get(sendMessage, forwarding(id))
    expect((await latest(cat))?.forwarded).toEqual({ ...copyOf(said), text: '', private: true })
  }
  const rows = await database.read.selectFrom('messages').selectAll().where('room_id', '=', roomId).execute()
  expect(JSON.stringify(rows)).not.toContain('secret')
})

test('only what one may read now can be forwarded; anything else does not exist (S9, S28, S68)', async () => {
  const { ann, ben, cat, roomId, hidden, say, forwarding, latest } = await setUp()
  const said = await say(ann, 'secret')
  const before = await latest(cat)
  expect(await cat.ask(sendMessage, forwarding(uuidv7()))).toEqual(NONE)
  expect(await cat.ask(sendMessage, forwarding(said.id))).toEqual(NONE)
  // Nor does a room tell that it exists where one cannot post either.
  const outside = { ok: false, error: { code: 'NOT_FOUND', message: 'There is no such room.' } }
  expect(await cat.ask(sendMessage, forwarding(uuidv7(), '', hidden))).toEqual(outside)
  expect(await cat.ask(sendMessage, forwarding(said.id, '', hidden))).toEqual(outside)
  await ann.get(removeMember, { roomId: hidden, userId: ben.credentials.userId })
  expect(await ben.ask(sendMessage, forwarding(said.id))).toEqual(NONE)
  await ann.get(deleteMessage, { id: said.id })
  expect(await ann.ask(sendMessage, forwarding(said.id))).toEqual(NONE)
  expect(await latest(cat)).toEqual(before)
  const both = { ...forwarding((await say(ann, 'x', roomId)).id), threadRoot: said.id }
  expect(await ann.ask(sendMessage, both)).toMatchObject({ ok: false, error: { code: 'VALIDATION_FAILED' } })
})

test('without anything to forward a message has a text; with it the text may be empty, or short (S13, S68)', async () => {
  const { ann, roomId, say, forwarding, latest } = await setUp()
  const said = await say(ann, 'x'.repeat(limits.messageText.max))
  const invalid = { ok: false, error: { code: 'VALIDATION_FAILED' } }
  expect(await ann.ask(sendMessage, { id: uuidv7(), roomId, text: ' ' })).toMatchObject(invalid)
  const { max } = limits.forwardComment
  expect(await ann.ask(sendMessage, forwarding(said.id, 'y'.repeat(max + 1)))).toMatchObject(invalid)
  const forward = forwarding(said.id, 'y'.repeat(max))
  await ann.get(sendMessage, forward)
  expect(await ann.ask(editMessage, { id: forward.id, text: 'y'.repeat(max + 1) })).toMatchObject(invalid)
  expect(await latest(ann)).toMatchObject({ text: 'y'.repeat(max), forwarded: { text: said.text } })
})

test('an id means one message, with what it forwards, whatever becomes of that (S11, S12, S68)', async () => {
  const { ann, ben, hidden, say, forwarding, latest } = await setUp()
  const [said, other] = [await say(ann, 'first'), await say(ann, 'second')]
  const forward = forwarding(said.id)
  const sent = await ben.get(sendMessage, forward)
  await ann.get(deleteMessage, { id: said.id })
  await ann.get(removeMember, { roomId: hidden, userId: ben.credentials.userId })
  expect(await ben.get(sendMessage, forward)).toEqual({ ...sent, duplicate: true })
  const conflict = { ok: false, error: { code: 'CONFLICT' } }
  expect(await ben.ask(sendMessage, { ...forward, forwardOf: other.id })).toMatchObject(conflict)
  expect(await ben.ask(sendMessage, { ...forward, forwardOf: uuidv7() })).toMatchObject(conflict)
  // The copy is a message of whoever made it.
  expect(await latest(ben)).toMatchObject({ id: forward.id, forwarded: { text: 'first' } })
})

test('neither an edit nor a deletion of the original changes the copy, and its comment can be edited (S50, S55, S68)', async () => {
  const { ann, ben, cat, say, forwarding, latest } = await setUp()
  const said = await say(ann, 'three cakes')
  const forward = forwarding(said.id)
  await ben.get(sendMessage, forward)
  await ann.get(editMessage, { id: said.id, text: 'no cakes' })
  await ann.get(deleteMessage, { id: said.id })
  await ben.get(editMessage, { id: forward.id, text: 'there were, @Cat' })
  const now = { text: 'there were, @Cat', forwarded: { text: 'three cakes' }, mentions: [{ name: 'Cat' }] }
  expect(await latest(cat)).toMatchObject(now)
  expect((await cat.get(getMessageRevisions, { id: forward.id })).revisions).toMatchObject([{ text: '' }])
  await ben.get(deleteMessage, { id: forward.id })
  const gone = await latest(cat)
  expect(gone).toMatchObject({ text: '', deletedAt: expect.any(Number) })
  expect(gone?.forwarded).toBeUndefined()
})

test('what is forwarded once more is what was written first, by whoever wrote it (S68)', async () => {
  const { ann, ben, cat, roomId, say, forwarding } = await setUp()
  const said = await say(ann, 'pass it on')
  const first = forwarding(said.id, 'from Ann')
  await ben.get(sendMessage, first)
  const memberIds = [ben.credentials.userId]
  const { room } = await cat.get(createRoom, { kind: 'direct', memberIds })
  await cat.get(sendMessage, forwarding(first.id, '', room.id))
  const { messages } = await ben.get(getRoomHistory, { roomId: room.id })
  expect(messages).toMatchObject([{ text: '', authorId: cat.credentials.userId, forwarded: copyOf(said) }])
  expect((await cat.get(getRoomHistory, { roomId })).messages.at(-1)?.text).toBe('from Ann')
})

test('whoever answers or pins one has what it passes on, by its beginning (S60, S66, S68)', async () => {
  const { ann, ben, cat, roomId, say, forwarding } = await setUp()
  const said = await say(ann, '漢'.repeat(500))
  const [bare, commented] = [forwarding(said.id), forwarding(said.id, 'look')]
  for (const forward of [bare, commented]) await ben.get(sendMessage, forward)
  await cat.get(setPin, { messageId: bare.id, on: true })
  const after = (await cat.get(getRoomHistory, { roomId })).messages.at(-1)?.seq ?? 0
  for (const { id: replyTo } of [bare, commented]) {
    await cat.get(sendMessage, { id: uuidv7(), roomId, text: 'thanks', replyTo })
  }
  const { quoted } = await cat.get(getRoomHistory, { roomId, after })
  const beginning = { text: '', forwarded: { ...copyOf(said), text: '漢'.repeat(limits.quotedText.max) } }
  expect(quoted).toMatchObject([beginning, { text: 'look' }])
  expect(quoted?.[1]?.forwarded).toBeUndefined()
})

test('where one may not post one cannot forward to either (S43, S68)', async () => {
  const { ann, ben, say, forwarding } = await setUp()
  const said = await say(ann, 'hello')
  const { room } = await ann.get(createRoom, { kind: 'direct', memberIds: [ben.credentials.userId] })
  await ann.get(blockUser, { userId: ben.credentials.userId, on: true })
  const refused = { ok: false, error: { code: 'FORBIDDEN' } }
  expect(await ben.ask(sendMessage, forwarding(said.id, '', room.id))).toMatchObject(refused)
})

test('the longest messages fit into a frame, with what hangs on them (S7, S68)', async () => {
  const { url, ann, roomId, say, forwarding, latest } = await setUp()
  const said = await say(ann, '\u0001👍'.repeat(limits.messageText.max / 2))
  const long = '\u0001'.repeat(limits.forwardComment.max)
  const roots = Array.from({ length: 6 }, () => forwarding(said.id, `.${long}`.slice(0, long.length - 1).concat('.')))
  for (const root of roots) await ann.get(sendMessage, root)
  // What shows nothing takes no room.
  expect((await latest(ann))?.forwarded?.text).toBe('👍'.repeat(limits.messageText.max / 2))
  for (const { id: threadRoot } of roots) {
    const text = `.${'\u0001'.repeat(limits.messageText.max - 2)}.`
    await ann.get(sendMessage, { id: uuidv7(), roomId, text, threadRoot })
  }
  const socket = await connectRaw(url, ann.credentials.token)
  await socket.emit('session:sync', '{"cursors":{}}')
  await socket.emit('room:history', JSON.stringify({ roomId, limit: 200 }))
  await socket.emit('room:changes', JSON.stringify({ roomId, after: 8 }))
  expect(Math.max(...socket.frames.map((frame) => Buffer.byteLength(frame)))).toBeLessThanOrEqual(limits.frameBytes)
})

test('of whoever is deleted with all they wrote nothing is left in what others have passed on (S49, S68)', async () => {
  const { owner, ann, ben, cat, roomId, say, forwarding, database } = await setUp()
  const [said, kept] = [await say(ann, 'a canary sings'), await say(ben, 'not a bird')]
  const first = forwarding(said.id, 'listen')
  await ben.get(sendMessage, first)
  await cat.get(sendMessage, forwarding(first.id))
  await ben.get(sendMessage, forwarding(kept.id))
  const before = (await cat.get(getRoomHistory, { roomId })).messages.at(-1)?.seq ?? 0
  await owner.get(deletePerson, { userId: ann.credentials.userId, messages: 'delete' })
  await expect.poll(() => database.read.selectFrom('deletions').selectAll().execute()).toEqual([])
  const { text: _, ...rest } = copyOf(said)
  const gone = { authorId: ann.credentials.userId, text: '', sentAt: rest.sentAt }
  const { messages } = await cat.get(getRoomHistory, { roomId })
  expect(messages).toMatchObject([
    { text: 'listen', forwarded: gone },
    { text: '', forwarded: gone },
    { text: '', forwarded: { text: 'not a bird' } },
  ])
  // Whoever has them gets them anew.
  const changed = await cat.get(getRoomChanges, { roomId, after: before })
  expect(changed.messages.map(({ forwarded }) => forwarded?.text)).toEqual(['', ''])
  const [, empty] = messages
  expect(await cat.ask(sendMessage, forwarding(empty?.id ?? ''))).toEqual(NONE)
  await cat.get(sendMessage, forwarding(first.id))
  const { messages: now } = await cat.get(getRoomHistory, { roomId })
  expect(now.at(-1)?.forwarded).toMatchObject({ text: 'listen', authorId: ben.credentials.userId })
})

test('what is forwarded while its author is being deleted goes too (S49, S68)', async () => {
  const { owner, ann, ben, cat, say, forwarding, database } = await setUp()
  const said = await Promise.all(Array.from({ length: 40 }, (_, index) => say(ann, `a canary ${index}`)))
  const deleting = owner.get(deletePerson, { userId: ann.credentials.userId, messages: 'delete' })
  const sending = said.map(async ({ id }) => {
    const first = forwarding(id)
    if ((await ben.ask(sendMessage, first)).ok) await cat.ask(sendMessage, forwarding(first.id))
  })
  await Promise.all([deleting, ...sending])
  await expect.poll(() => database.read.selectFrom('deletions').selectAll().execute()).toEqual([])
  const rows = await database.read.selectFrom('messages').selectAll().execute()
  expect(JSON.stringify(rows)).not.toContain('canary')
})
