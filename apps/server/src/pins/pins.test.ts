import {
  blockUser,
  createRoom,
  deleteMessage,
  getRoomChanges,
  getRoomHistory,
  joinRoom,
  limits,
  listPins,
  type RoomId,
  removeMember,
  sendMessage,
  setMemberRole,
  setPin,
  syncSession,
  updateRoom,
} from '@chat/protocol'
import { v7 as uuidv7 } from 'uuid'
import { expect, test } from 'vitest'
import { joinGeneral, type Person } from '../../test/connect-person.ts'
import { startServer } from '../../test/start-server.ts'

const idOf = ({ credentials }: Person) => credentials.userId
const pin = (person: Person, messageId: string, on = true) => person.ask(setPin, { messageId, on })
const pinned = async (person: Person, roomId: RoomId) =>
  (await person.get(listPins, { roomId })).messages.map(({ text }) => text)
const say = (person: Person, roomId: RoomId, text = 'hello') => person.get(sendMessage, { id: uuidv7(), roomId, text })
const summary = async (person: Person, roomId: RoomId) =>
  (await person.get(syncSession, { cursors: {} })).rooms.find(({ id }) => id === roomId)

/** A room of Alice, with Bob in it. */
async function setUp() {
  const server = await startServer()
  const [alice, bob] = [await joinGeneral(server.url), await joinGeneral(server.url)]
  const { room } = await alice.get(createRoom, { kind: 'public', name: 'Kitchen' })
  await bob.get(joinRoom, { roomId: room.id })
  return { server, alice, bob, roomId: room.id }
}

test('what somebody pins is pinned for everybody, in frames, pages and changes, until it is not (S66)', async () => {
  const { alice, bob, roomId } = await setUp()
  const { id, seq } = await say(alice, roomId)
  const placed = await bob.get(setPin, { messageId: id, on: true })
  const pinnedNow = { id, seq, pinnedBy: idOf(bob), pinnedAt: expect.any(Number) }
  await alice.hasReceived({
    name: 'room:changed',
    payload: expect.objectContaining({
      to: placed.seq,
      messages: [expect.objectContaining(pinnedNow)],
      room: expect.objectContaining({ pins: 1 }),
    }),
  })
  expect((await alice.get(getRoomHistory, { roomId })).messages).toMatchObject([pinnedNow])
  expect(await alice.get(getRoomChanges, { roomId, after: seq })).toMatchObject({
    messages: [pinnedNow],
    room: { pins: 1 },
  })
  expect(await pinned(alice, roomId)).toEqual(['hello'])
  expect(await summary(alice, roomId)).toMatchObject({ pins: 1, unread: 0 })

  await alice.get(setPin, { messageId: id, on: false })
  expect(await pinned(bob, roomId)).toEqual([])
  const [message] = (await bob.get(getRoomHistory, { roomId })).messages
  expect([message?.pinnedAt, message?.pinnedBy]).toEqual([undefined, undefined])
  const after = await summary(bob, roomId)
  expect(after).not.toHaveProperty('pins')
  // Bob has one unread message as before: pins make none.
  expect(after).toMatchObject({ unread: 1 })
})

test('what is so already takes no place in the log (S66)', async () => {
  const { alice, bob, roomId } = await setUp()
  const { id } = await say(alice, roomId)
  const first = await alice.get(setPin, { messageId: id, on: true })
  expect(await bob.get(setPin, { messageId: id, on: true })).toEqual(first)
  expect(await summary(bob, roomId)).toMatchObject({ head: first.seq, pins: 1 })
  const [message] = (await bob.get(listPins, { roomId })).messages
  expect(message?.pinnedBy).toBe(idOf(alice))
})

test('whoever may post may pin, and nobody else (S32, S43, S66)', async () => {
  const { alice, bob, roomId } = await setUp()
  const { id } = await say(alice, roomId)
  await alice.get(updateRoom, { roomId, readOnly: true })
  expect(await pin(bob, id)).toMatchObject({ error: { code: 'FORBIDDEN' } })
  await alice.get(setMemberRole, { roomId, userId: idOf(bob), role: 'moderator' })
  expect(await pin(bob, id)).toMatchObject({ ok: true })
  await alice.get(updateRoom, { roomId, archived: true })
  expect(await pin(alice, id, false)).toMatchObject({ error: { code: 'ROOM_ARCHIVED' } })

  const { room } = await alice.get(createRoom, { kind: 'direct', memberIds: [idOf(bob)] })
  const { id: word } = await say(alice, room.id)
  expect(await pin(bob, word)).toMatchObject({ ok: true })
  await alice.get(blockUser, { userId: idOf(bob), on: true })
  expect(await pin(bob, word, false)).toMatchObject({ error: { code: 'FORBIDDEN' } })
  expect(await pinned(bob, room.id)).toEqual(['hello'])
})

test('whoever is not in the room neither pins nor sees what is pinned, also after they were removed (S9, S28, S66)', async () => {
  const { server, alice, bob, roomId } = await setUp()
  const eve = await joinGeneral(server.url)
  const { id } = await say(alice, roomId)
  await alice.get(setPin, { messageId: id, on: true })
  expect(await pinned(bob, roomId)).toEqual(['hello'])
  await alice.get(removeMember, { roomId, userId: idOf(bob) })
  for (const person of [bob, eve]) {
    expect(await pin(person, id, false)).toEqual(await pin(person, uuidv7()))
    expect(await person.ask(listPins, { roomId })).toMatchObject({ error: { code: 'NOT_FOUND' } })
  }
  expect(await pinned(alice, roomId)).toEqual(['hello'])
})

test('a message that is deleted is pinned no more, and cannot be (S50, S66)', async () => {
  const { alice, bob, roomId } = await setUp()
  const [first, second] = [await say(bob, roomId, 'first'), await say(alice, roomId, 'second')]
  for (const { id } of [first, second]) await alice.get(setPin, { messageId: id, on: true })
  const { seq } = await alice.get(deleteMessage, { id: first.id })
  await bob.hasReceived({
    name: 'room:changed',
    payload: expect.objectContaining({ to: seq, room: expect.objectContaining({ pins: 1 }) }),
  })
  expect(await pinned(bob, roomId)).toEqual(['second'])
  expect(await summary(bob, roomId)).toMatchObject({ pins: 1 })
  const tombstone = (await bob.get(getRoomHistory, { roomId })).messages.find(({ id }) => id === first.id)
  expect(tombstone).not.toHaveProperty('pinnedAt')
  expect(await pin(alice, first.id)).toMatchObject({ error: { code: 'NOT_FOUND' } })
})

test('a room has a hundred pins, of however many at once, and takes another when one is taken away (S66)', async () => {
  const { alice, bob, roomId } = await setUp()
  const texts = Array.from({ length: limits.pins + 1 }, (_, index) => `text ${index}`)
  const said = await Promise.all(texts.map((text) => say(alice, roomId, text)))
  const answers = await Promise.all(said.map(({ id }) => pin(bob, id)))
  expect(answers.filter(({ ok }) => !ok)).toMatchObject([{ error: { code: 'FORBIDDEN' } }])
  expect(await summary(alice, roomId)).toMatchObject({ pins: limits.pins })
  const refused = said[answers.findIndex(({ ok }) => !ok)]
  const [other] = said.filter((one) => one !== refused)
  await alice.get(setPin, { messageId: other?.id ?? '', on: false })
  expect(await pin(alice, refused?.id ?? '')).toMatchObject({ ok: true })
})

test('they are listed page by page, the latest pin first, each once (S66)', async () => {
  const { alice, roomId } = await setUp()
  const texts = Array.from({ length: limits.pinsPage + 3 }, (_, index) => `text ${index}`)
  for (const text of texts) {
    const { id } = await say(alice, roomId, text)
    await alice.get(setPin, { messageId: id, on: true })
  }
  const first = await alice.get(listPins, { roomId })
  expect(first.messages).toHaveLength(limits.pinsPage)
  expect(first.users.map(({ id }) => id)).toEqual([idOf(alice)])
  const second = await alice.get(listPins, { roomId, cursor: first.cursor })
  expect(second.cursor).toBeUndefined()
  expect([...first.messages, ...second.messages].map(({ text }) => text)).toEqual(texts.toReversed())
})
