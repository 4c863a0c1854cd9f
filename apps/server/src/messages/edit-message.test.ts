import {
  blockUser,
  createRoom,
  deleteMessage,
  editMessage,
  getMessageRevisions,
  getRoomChanges,
  getRoomHistory,
  leaveRoom,
  limits,
  type Message,
  markRead,
  removeMember,
  sendMessage,
  syncSession,
  updateRoom,
} from '@chat/protocol'
import { v7 as uuidv7 } from 'uuid'
import { expect, test } from 'vitest'
import { joinGeneral, type Person } from '../../test/connect-person.ts'
import { ownRooms } from '../../test/make-owner.ts'
import { connectRaw } from '../../test/raw-socket.ts'
import { startServer } from '../../test/start-server.ts'

async function setUp() {
  const server = await startServer()
  const [ann, ben] = [await joinGeneral(server.url, { name: 'Ann' }), await joinGeneral(server.url, { name: 'Ben' })]
  const { roomId } = ann
  const say = async (person: Person, text: string, room = roomId) => {
    const id = uuidv7()
    return { text, ...(await person.get(sendMessage, { id, roomId: room, text })) }
  }
  const makeOwner = (person: Person) => ownRooms(server, person)
  return { ...server, ann, ben, roomId, say, makeOwner }
}

const refusal = (code: string) => ({ ok: false, error: { code } })

test('everybody learns of the new text, who was there and who was away, and can see the earlier ones (S55)', async () => {
  const { ann, ben, roomId, say, url } = await setUp()
  const { id, seq, sentAt } = await say(ann, 'frist')
  expect(await ann.get(editMessage, { id, text: ' first ' })).toEqual({ id, seq: seq + 1 })
  const edited = {
    id,
    roomId,
    seq,
    authorId: ann.credentials.userId,
    text: 'first',
    sentAt,
    editedAt: expect.any(Number),
  }
  await ben.hasReceived({
    name: 'room:changed',
    payload: { roomId, from: seq, to: seq + 1, head: seq + 1, messages: [edited] },
  })
  const away = await joinGeneral(url, { credentials: ben.credentials })
  const { changes, rooms } = await away.get(syncSession, { cursors: { [roomId]: seq } })
  expect(changes).toMatchObject([{ from: seq, to: seq + 1, messages: [edited] }])
  expect(rooms[0]?.lastMessage).toEqual(edited)
  expect((await away.get(getRoomChanges, { roomId, after: seq - 1 })).messages).toEqual([edited])
  const { messages } = await away.get(getRoomHistory, { roomId })
  expect(messages.at(-1)).toEqual(edited)

  await ann.get(editMessage, { id, text: 'The first' })
  expect(await ben.get(getMessageRevisions, { id })).toEqual({
    revisions: [
      { replacedSeq: seq + 2, text: 'first', writtenAt: messages.at(-1)?.editedAt },
      { replacedSeq: seq + 1, text: 'frist', writtenAt: sentAt },
    ],
  })
})

test('an edit that is sent again, or changes nothing, takes no place in the log and answers where it is (S55)', async () => {
  const { ann, ben, roomId, say } = await setUp()
  const { id, seq, text } = await say(ann, 'one')
  expect(await ann.get(editMessage, { id, text })).toEqual({ id, seq })
  const first = await ann.get(editMessage, { id, text: 'two' })
  expect(await ann.get(editMessage, { id, text: 'two' })).toEqual(first)
  const answers = await Promise.all(Array.from({ length: 5 }, () => ann.get(editMessage, { id, text: 'three' })))
  expect(new Set(answers.map((answer) => answer.seq))).toEqual(new Set([seq + 2]))
  expect((await ben.get(getMessageRevisions, { id })).revisions.map((revision) => revision.text)).toEqual([
    'two',
    'one',
  ])
  expect((await say(ann, 'after')).seq).toBe(seq + 3)
  expect((await ben.get(getRoomHistory, { roomId })).messages.map((message) => message.text)).toEqual([
    'three',
    'after',
  ])
})

test('of edits that come at once the last that the log takes is the text (S14, S55)', async () => {
  const { ann, ben, roomId, say } = await setUp()
  const { id, seq } = await say(ann, 'start')
  const texts = Array.from({ length: 20 }, (_, index) => `text ${index}`)
  const acks = await Promise.all(texts.map(async (text) => ({ text, ...(await ann.get(editMessage, { id, text })) })))
  const inOrder = acks.toSorted((one, other) => one.seq - other.seq)
  expect(inOrder.map((ack) => ack.seq)).toEqual(texts.map((_, index) => seq + 1 + index))
  await expect.poll(() => ben.framesOf(roomId).at(-1)?.to).toBe(seq + texts.length)
  expect(ben.framesOf(roomId).at(-1)?.messages).toMatchObject([{ id, seq, text: inOrder.at(-1)?.text }])
})

test('sending the first text again after an edit answers as then; what it has become is another text (S11, S12, S55)', async () => {
  const { ann, roomId, say } = await setUp()
  const { id, text, seq, sentAt } = await say(ann, 'original')
  for (const next of ['second', 'third']) await ann.get(editMessage, { id, text: next })
  const duplicate = { id, seq, sentAt, duplicate: true }
  expect(await ann.get(sendMessage, { id, roomId, text })).toEqual(duplicate)
  for (const other of ['second', 'third']) {
    expect(await ann.ask(sendMessage, { id, roomId, text: other })).toMatchObject(refusal('CONFLICT'))
  }
  const history = await ann.get(getRoomHistory, { roomId })
  expect(history.messages.at(-1)).toMatchObject({ id, text: 'third' })
})

test('nobody edits what others wrote, and authors only what is there, where they are (S9, S55)', async () => {
  const { ann, ben, roomId, say, makeOwner, url } = await setUp()
  const { id } = await say(ann, 'mine')
  await makeOwner(ben)
  expect(await ben.ask(editMessage, { id, text: 'yours' })).toMatchObject(refusal('FORBIDDEN'))
  const unknown = await ann.ask(editMessage, { id: uuidv7(), text: 'nothing' })
  expect(unknown).toMatchObject(refusal('NOT_FOUND'))

  const { room } = await ben.get(createRoom, { kind: 'private', name: 'Elsewhere' })
  const secret = await say(ben, 'secret', room.id)
  expect(await ann.ask(editMessage, { id: secret.id, text: 'x' })).toEqual(unknown)
  expect(await ann.ask(deleteMessage, { id: secret.id })).toEqual(unknown)
  expect(await ann.ask(getMessageRevisions, { id: secret.id })).toEqual(
    await ann.ask(getMessageRevisions, { id: uuidv7() }),
  )

  const cleo = await joinGeneral(url, { name: 'Cleo' })
  const left = await say(cleo, 'before I go')
  await cleo.get(leaveRoom, { roomId })
  expect(await cleo.ask(editMessage, { id: left.id, text: 'x' })).toEqual(unknown)
  expect(await cleo.ask(editMessage, { id: left.id, text: 'before I go' })).toEqual(unknown)
  expect(await cleo.ask(getMessageRevisions, { id: left.id })).toMatchObject(refusal('NOT_FOUND'))

  const gone = await say(ann, 'gone')
  await ann.get(deleteMessage, { id: gone.id })
  expect(await ann.ask(editMessage, { id: gone.id, text: 'back' })).toEqual(unknown)
  const { messages } = await ben.get(getRoomHistory, { roomId })
  expect(messages.map(({ text, editedAt }: Message) => [text, editedAt])).toEqual([
    ['mine', undefined],
    ['before I go', undefined],
    ['', undefined],
  ])
})

test('where nobody may post nobody edits; what is lost on the way may still be asked for again (S32, S43, S55)', async () => {
  const { ann, ben, roomId, say, makeOwner } = await setUp()
  const { id } = await say(ann, 'said')
  await makeOwner(ben)
  const { seq } = await ann.get(editMessage, { id, text: 'said so' })
  await ben.get(updateRoom, { roomId, readOnly: true })
  expect(await ann.ask(editMessage, { id, text: 'again' })).toMatchObject(refusal('FORBIDDEN'))
  await ben.get(updateRoom, { roomId, archived: true })
  expect(await ann.ask(editMessage, { id, text: 'again' })).toMatchObject(refusal('ROOM_ARCHIVED'))
  expect(await ann.get(editMessage, { id, text: 'said so' })).toEqual({ id, seq })

  const { room } = await ann.get(createRoom, { kind: 'direct', memberIds: [ben.credentials.userId] })
  const whispered = await say(ann, 'between us', room.id)
  await ben.get(blockUser, { userId: ann.credentials.userId, on: true })
  expect(await ann.ask(editMessage, { id: whispered.id, text: 'listen!' })).toMatchObject(refusal('FORBIDDEN'))
})

test('an edit makes nothing unread, however long ago the message was (S29, S55)', async () => {
  const { ann, ben, roomId, say } = await setUp()
  const unread = async () => (await ben.get(syncSession, { cursors: {} })).rooms[0]?.unread
  const first = await say(ann, 'one')
  const second = await say(ann, 'two')
  expect(await unread()).toBe(2)
  await ann.get(editMessage, { id: second.id, text: 'zwei' })
  expect(await unread()).toBe(2)
  await ben.get(markRead, { roomId, seq: second.seq })
  await ann.get(editMessage, { id: first.id, text: 'eins' })
  expect(await unread()).toBe(0)
})

test('an edit has the bounds of a message (S13, S55)', async () => {
  const { ann, say } = await setUp()
  const { id } = await say(ann, 'short')
  const longest = '👍'.repeat(limits.messageText.max)
  expect(await ann.ask(editMessage, { id, text: ` ${longest} ` })).toMatchObject({ ok: true })
  for (const text of ['', ' \n', `${longest}x`, 'a\0b']) {
    expect(await ann.ask(editMessage, { id, text })).toMatchObject(refusal('VALIDATION_FAILED'))
  }
})

test('of many edits the first text and the latest are kept, and told in answers that fit (S7, S55)', async () => {
  const { url, ann, roomId, say } = await setUp()
  const { id, text, seq, sentAt } = await say(ann, '漢'.repeat(limits.messageText.max))
  const count = limits.messageRevisions + 5
  for (let edit = 1; edit <= count; edit += 1) {
    await ann.get(editMessage, { id, text: `${edit}`.padEnd(limits.messageText.max, '漢') })
  }
  const socket = await connectRaw(url, ann.credentials.token)
  await socket.emit('message:revisions', JSON.stringify({ id }))
  expect(Buffer.byteLength(socket.frames.at(-1) ?? '')).toBeLessThanOrEqual(limits.frameBytes)

  const texts: string[] = []
  let before: number | undefined
  for (let more = true; more; ) {
    const page = await ann.get(getMessageRevisions, { id, ...(before !== undefined && { before }) })
    texts.push(...page.revisions.map((revision) => revision.text))
    before = page.revisions.at(-1)?.replacedSeq
    more = page.more ?? false
  }
  const kept = Array.from({ length: limits.messageRevisions - 1 }, (_, index) => `${count - 1 - index}漢`)
  expect(texts.map((each) => each.replace(/漢+/, '漢'))).toEqual([...kept, '漢'])
  expect(await ann.get(sendMessage, { id, roomId, text })).toEqual({ id, seq, sentAt, duplicate: true })
})

test('whoever was removed learns nothing of what it says since (S28, S55)', async () => {
  const { ann, ben, roomId, say, makeOwner } = await setUp()
  const { id, seq } = await say(ann, 'before')
  await makeOwner(ann)
  await ann.get(removeMember, { roomId, userId: ben.credentials.userId })
  await ann.get(editMessage, { id, text: 'after' })
  expect(await ben.ask(getRoomChanges, { roomId, after: seq - 1 })).toMatchObject(refusal('NOT_FOUND'))
  expect(await ben.ask(getMessageRevisions, { id })).toMatchObject(refusal('NOT_FOUND'))
  await say(ann, 'the end')
  await expect.poll(() => ann.framesOf(roomId).at(-1)?.messages.at(-1)?.text).toBe('the end')
  expect(JSON.stringify(ben.received)).not.toContain('after')
})
