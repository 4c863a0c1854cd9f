import {
  blockUser,
  createRoom,
  joinRoom,
  limits,
  type RoomId,
  removeMember,
  sendMessage,
  setTyping,
  typingChanged,
  updateRoom,
  watchPresence,
} from '@chat/protocol'
import { v7 as uuidv7 } from 'uuid'
import { expect, test, vi } from 'vitest'
import { joinGeneral, type Person } from '../../test/connect-person.ts'
import { startServer } from '../../test/start-server.ts'
import { parseRateLimits } from '../gate/rate-limit-settings.ts'

/** Before it would end by itself. */
const SOON_MS = limits.typingMs.said - 2_000

const idOf = ({ credentials }: Person) => credentials.userId
const lookAt = (person: Person, roomId: RoomId) => person.get(watchPresence, { roomIds: [roomId] })
/** As clients do: without an ack. */
const type = ({ socket }: Person, roomId: RoomId, typing = true) => void socket.emit(setTyping.name, { roomId, typing })
/** In which threads others write, and who, each time that somebody was told of a room. */
const seenInThreads = ({ received }: Person) =>
  received.flatMap(({ name, payload }) =>
    name === typingChanged.name ? [typingChanged.payload.parse(payload).threads ?? []] : [],
  )
const seen = ({ received }: Person, roomId: RoomId) =>
  received
    .filter(({ name }) => name === typingChanged.name)
    .map(({ payload }) => typingChanged.payload.parse(payload))
    .filter((told) => told.roomId === roomId)
    .map(({ userIds }) => userIds)
const sees = (person: Person, roomId: RoomId, ...typists: Person[]) =>
  vi.waitFor(() => expect(seen(person, roomId).at(-1)).toEqual(typists.map(idOf)), { timeout: SOON_MS, interval: 20 })

/** A room of Alice, who looks at it, and Bob. */
async function setUp() {
  const { url } = await startServer()
  const [alice, bob] = [await joinGeneral(url), await joinGeneral(url)]
  const { room } = await alice.get(createRoom, { kind: 'public', name: 'Kitchen' })
  await bob.get(joinRoom, { roomId: room.id })
  await lookAt(alice, room.id)
  return { url, alice, bob, roomId: room.id }
}

test('who looks at a room sees who is writing there, until they stop; whoever looks elsewhere does not (S57)', async () => {
  const { alice, bob, roomId } = await setUp()
  await lookAt(bob, bob.roomId)
  type(bob, roomId)
  await sees(alice, roomId, bob)
  type(bob, roomId, false)
  await sees(alice, roomId)
  expect(seen(bob, roomId)).toEqual([])
})

test('a message ends it, and so does the end of the connection (S57)', async () => {
  const { alice, bob, roomId } = await setUp()
  type(bob, roomId)
  await sees(alice, roomId, bob)
  await bob.get(sendMessage, { id: uuidv7(), roomId, text: 'done' })
  await sees(alice, roomId)
  type(bob, roomId)
  await sees(alice, roomId, bob)
  bob.socket.close()
  await sees(alice, roomId)
})

test('somebody who is removed is neither shown nor told any more (S28, S57)', async () => {
  const { url, alice, bob, roomId } = await setUp()
  const carol = await joinGeneral(url)
  await carol.get(joinRoom, { roomId })
  await lookAt(carol, roomId)
  type(carol, roomId)
  await sees(alice, roomId, carol)
  await alice.get(removeMember, { roomId, userId: idOf(carol) })
  await sees(alice, roomId)
  type(carol, roomId)
  expect(await carol.ask(setTyping, { roomId, typing: true })).toMatchObject({ error: { code: 'NOT_FOUND' } })
  type(bob, roomId)
  await sees(alice, roomId, bob)
  expect(seen(carol, roomId)).toEqual([])
})

test('in a room that is read-only or archived nobody is shown who could not post (S57)', async () => {
  const { alice, bob, roomId } = await setUp()
  await lookAt(bob, roomId)
  type(bob, roomId)
  await sees(alice, roomId, bob)
  await alice.get(updateRoom, { roomId, readOnly: true })
  await sees(alice, roomId)
  expect(await bob.ask(setTyping, { roomId, typing: true })).toMatchObject({ error: { code: 'FORBIDDEN' } })
  type(alice, roomId)
  await sees(bob, roomId, alice)
  await alice.get(updateRoom, { roomId, archived: true })
  await sees(bob, roomId)
  expect(await alice.ask(setTyping, { roomId, typing: true })).toMatchObject({ error: { code: 'ROOM_ARCHIVED' } })
})

test('of two of whom one has blocked the other neither sees the other write, also after a new start (S57)', async () => {
  const server = await startServer()
  const [alice, bob, carol] = [
    await joinGeneral(server.url),
    await joinGeneral(server.url),
    await joinGeneral(server.url),
  ]
  await alice.get(blockUser, { userId: idOf(bob), on: true })
  await server.stop()
  const { url } = await startServer({ storage: server.storage })
  const [again, bobAgain, carolAgain] = [
    await joinGeneral(url, { credentials: alice.credentials }),
    await joinGeneral(url, { credentials: bob.credentials }),
    await joinGeneral(url, { credentials: carol.credentials }),
  ]
  const { roomId } = again
  for (const person of [again, bobAgain, carolAgain]) await lookAt(person, roomId)
  type(again, roomId)
  await sees(carolAgain, roomId, again)
  type(bobAgain, roomId)
  await sees(carolAgain, roomId, again, bobAgain)
  expect([seen(again, roomId), seen(bobAgain, roomId)]).toEqual([[], []])
  await again.get(blockUser, { userId: idOf(bob), on: false })
  type(carolAgain, roomId)
  await sees(again, roomId, bobAgain, carolAgain)
})

test('who writes in a thread is seen there by who looks at the room, and in the timeline once they go on there (S57, S61)', async () => {
  const { alice, bob, roomId } = await setUp()
  const [root, reply] = [uuidv7(), uuidv7()]
  await alice.get(sendMessage, { id: root, roomId, text: 'Lunch?' })
  await alice.get(sendMessage, { id: reply, roomId, text: 'Soup?', threadRoot: root })
  bob.socket.emit(setTyping.name, { roomId, typing: true, threadRoot: root })
  const inThread = [{ rootId: root, userIds: [idOf(bob)] }]
  await vi.waitFor(() => expect(seenInThreads(alice)).toContainEqual(inThread), { timeout: 10_000, interval: 20 })
  expect(seen(alice, roomId).flat()).toEqual([])
  // Where he goes on in the room, that counts.
  type(bob, roomId)
  await vi.waitFor(() => expect(seen(alice, roomId)).toContainEqual([idOf(bob)]), { timeout: 10_000, interval: 20 })
  expect(seenInThreads(alice).at(-1)).toEqual([])

  // What is no place to write in.
  const refusal = async (person: Person, threadRoot: string) => {
    const ack = await person.ask(setTyping, { roomId, typing: true, threadRoot })
    return ack.ok ? undefined : ack.error.code
  }
  const elsewhere = uuidv7()
  await alice.get(sendMessage, { id: elsewhere, roomId: alice.roomId, text: 'Elsewhere' })
  const { room } = await alice.get(createRoom, { kind: 'private', name: 'Cellar' })
  const hidden = uuidv7()
  await alice.get(sendMessage, { id: hidden, roomId: room.id, text: 'Hidden' })
  expect(await refusal(bob, reply)).toBe('VALIDATION_FAILED')
  expect(await refusal(bob, elsewhere)).toBe('VALIDATION_FAILED')
  expect(await refusal(bob, hidden)).toBe('NOT_FOUND')
  expect(await refusal(bob, uuidv7())).toBe('NOT_FOUND')
  await alice.get(removeMember, { roomId, userId: idOf(bob) })
  expect(await refusal(bob, root)).toBe('NOT_FOUND')
})

test('whoever says it too often is dropped in silence, and can do all else (S57)', async () => {
  const { url } = await startServer({ config: { rateLimits: parseRateLimits('typing=3/600') } })
  const alice = await joinGeneral(url)
  const { roomId } = alice
  const before = alice.received.length
  for (let index = 0; index < 500; index += 1) type(alice, roomId, index % 2 === 0)
  expect(await alice.ask(setTyping, { roomId, typing: true })).toMatchObject({ error: { code: 'RATE_LIMITED' } })
  expect(alice.received.slice(before)).toEqual([])
  expect(await alice.ask(sendMessage, { id: uuidv7(), roomId, text: 'hello' })).toMatchObject({ ok: true })
})
