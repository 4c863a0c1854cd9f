import { createRoom, joinRoom, leaveRoom, markRead, RoomId, sendMessage, syncSession, UserId } from '@chat/protocol'
import { v7 as uuidv7 } from 'uuid'
import { expect, test, vi } from 'vitest'
import { joinGeneral, type Person } from '../../test/connect-person.ts'
import { createFakeClock } from '../../test/fake-clock.ts'
import { silentLogger } from '../../test/silent-logger.ts'
import { startServer } from '../../test/start-server.ts'
import type { Call, People } from '../gate/handler.ts'
import { handleMarkRead } from './mark-read.ts'
import { createReadMarks, type ReadMarks } from './read-marks.ts'
import { createReceipts } from './receipts.ts'
import type { ReadMove, WrittenMark } from './write-read-marks.ts'

const READ: ReadMove = {
  roomId: RoomId.parse('r'),
  userId: UserId.parse('a'),
  epoch: undefined,
  seq: 1,
  shownSeq: 1,
}

/** Where a mark stands that was written for the first time. */
const standing = (move: ReadMove): WrittenMark => ({ deliveredSeq: 0, ...move, epoch: move.epoch ?? 0 })

async function roomOf(person: Person, roomId: RoomId) {
  const { rooms } = await person.get(syncSession, { cursors: {} })
  return rooms.find((room) => room.id === roomId)
}

test('what one has read is read on all of ones devices, and after a new start of the server', async () => {
  const { url, stop, storage } = await startServer()
  const alice = await joinGeneral(url, { name: 'Alice' })
  const laptop = await joinGeneral(url, { name: 'Bob' })
  const phone = await joinGeneral(url, { credentials: laptop.credentials })
  const { roomId } = alice
  const seqs: number[] = []
  for (const text of ['one', 'two', 'three'])
    seqs.push((await alice.get(sendMessage, { id: uuidv7(), roomId, text })).seq)
  expect(await roomOf(laptop, roomId)).toMatchObject({ unread: 3 })

  const seq = seqs[1] ?? 0
  expect(await laptop.get(markRead, { roomId, seq })).toEqual({ seq })
  await phone.hasReceived({ name: 'read:marked', payload: [{ roomId, userId: laptop.credentials.userId, seq }] })
  expect(alice.received.map(({ name }) => name)).not.toContain('read:marked')
  expect(await roomOf(phone, roomId)).toMatchObject({ unread: 1, lastReadSeq: seq })

  await stop()
  const again = await startServer({ storage })
  const back = await joinGeneral(again.url, { credentials: laptop.credentials })
  expect(await roomOf(back, roomId)).toMatchObject({ unread: 1, lastReadSeq: seq })
})

test('a mark moves forward only, and not beyond what is there (S29)', async () => {
  const { url } = await startServer()
  const alice = await joinGeneral(url, { name: 'Alice' })
  const { roomId } = alice
  const { seq } = await alice.get(sendMessage, { id: uuidv7(), roomId, text: 'hello' })
  expect(await alice.get(markRead, { roomId, seq: 1_000_000 })).toEqual({ seq })
  expect(await alice.get(markRead, { roomId, seq: 1 })).toEqual({ seq })
  expect(await alice.get(markRead, { roomId, seq: 0 })).toEqual({ seq })
})

test('what was marked as unread is unread on all of ones devices, with what was said since (S67)', async () => {
  const { url } = await startServer()
  const alice = await joinGeneral(url, { name: 'Alice' })
  const laptop = await joinGeneral(url, { name: 'Bob' })
  const phone = await joinGeneral(url, { credentials: laptop.credentials })
  const { roomId } = alice
  const say = (text: string) => alice.get(sendMessage, { id: uuidv7(), roomId, text })
  const { seq: first } = await say('one')
  const { seq: last } = await say('two, @Bob')
  await laptop.get(markRead, { roomId, seq: last, epoch: 0 })

  expect(await laptop.get(markRead, { roomId, seq: first - 1, epoch: 1 })).toEqual({ seq: first - 1, epoch: 1 })
  const told = { roomId, userId: laptop.credentials.userId, seq: first - 1, epoch: 1 }
  await phone.hasReceived({ name: 'read:marked', payload: [told] })
  expect(await roomOf(phone, roomId)).toMatchObject({ unread: 2, mentions: 1, lastReadSeq: first - 1, readEpoch: 1 })
  expect(alice.received.map(({ name }) => name)).not.toContain('read:marked')
  // A retry after a lost ack, and after the phone has read on.
  await laptop.get(markRead, { roomId, seq: first - 1, epoch: 1 })
  expect(await phone.get(markRead, { roomId, seq: first, epoch: 1 })).toEqual({ seq: first, epoch: 1 })
  expect(await laptop.get(markRead, { roomId, seq: first - 1, epoch: 1 })).toEqual({ seq: first, epoch: 1 })
})

test('a mark that was sent before changes nothing of what was marked as unread since (S67)', async () => {
  const { url } = await startServer()
  const alice = await joinGeneral(url, { name: 'Alice' })
  const { roomId } = alice
  const { seq } = await alice.get(sendMessage, { id: uuidv7(), roomId, text: 'hello' })
  await alice.get(markRead, { roomId, seq, epoch: 0 })
  await alice.get(markRead, { roomId, seq: 1, epoch: 1 })
  expect(await alice.get(markRead, { roomId, seq, epoch: 0 })).toEqual({ seq: 1, epoch: 1 })
  // Of two devices at once, in whatever order they are heard, the one that leaves less unread.
  const marks = [2, 1].map((position) => alice.get(markRead, { roomId, seq: position, epoch: 2 }))
  expect((await Promise.all(marks)).map((mark) => mark.seq)).toContain(2)
  expect(await roomOf(alice, roomId)).toMatchObject({ lastReadSeq: 2, readEpoch: 2 })
  // Whoever knows of no epochs reads on.
  expect(await alice.get(markRead, { roomId, seq })).toEqual({ seq, epoch: 2 })
})

test('a mark that is written after the room was marked as unread, and was made before, moves nothing (S67)', async () => {
  const { url, database } = await startServer()
  const { roomId, credentials, get } = await joinGeneral(url, { name: 'Alice' })
  const { seq } = await get(sendMessage, { id: uuidv7(), roomId, text: 'hello' })
  const move = { roomId, userId: credentials.userId, shownSeq: 0 }
  expect(await database.writeReadMarks([{ ...move, seq: 1, epoch: 1 }])).toMatchObject([{ seq: 1, epoch: 1 }])
  expect(await database.writeReadMarks([{ ...move, seq, epoch: 0 }])).toMatchObject([{ seq: 1, epoch: 1 }])
  expect(await database.writeReadMarks([{ ...move, seq: 99, epoch: 2 }])).toMatchObject([{ seq, epoch: 2 }])
  expect(await database.writeReadMarks([{ ...move, seq: 1, epoch: undefined }])).toMatchObject([{ seq, epoch: 2 }])
})

test('who leaves and comes back is told the epoch of their mark (S67)', async () => {
  const { url } = await startServer()
  const alice = await joinGeneral(url, { name: 'Alice' })
  const { room } = await alice.get(createRoom, { kind: 'public', name: 'Kitchen' })
  const bob = await joinGeneral(url, { name: 'Bob' })
  await bob.get(joinRoom, { roomId: room.id })
  await bob.get(markRead, { roomId: room.id, seq: 0, epoch: 3 })
  await bob.get(leaveRoom, { roomId: room.id })
  await bob.get(joinRoom, { roomId: room.id })
  const added = bob.received.filter(({ name }) => name === 'room:added')
  expect(added.at(-1)?.payload).toMatchObject({ id: room.id, readEpoch: 3 })
})

test('nobody marks a room that they are not in', async () => {
  const { url } = await startServer()
  const alice = await joinGeneral(url, { name: 'Alice' })
  const mallory = await joinGeneral(url, { name: 'Mallory' })
  const { room } = await alice.get(createRoom, { kind: 'private', name: 'Secret' })
  for (const roomId of [room.id, uuidv7()]) {
    expect(await mallory.ask(markRead, { roomId, seq: 1 })).toMatchObject({ error: { code: 'NOT_FOUND' } })
  }
  const { room: kitchen } = await alice.get(createRoom, { kind: 'public', name: 'Kitchen' })
  await mallory.get(joinRoom, { roomId: kitchen.id })
  await mallory.get(leaveRoom, { roomId: kitchen.id })
  expect(await mallory.ask(markRead, { roomId: kitchen.id, seq: 1 })).toMatchObject({ error: { code: 'NOT_FOUND' } })
})

test('marks that come together are written together, of one person and room the furthest', async () => {
  const writing = Promise.withResolvers<void>()
  const write = vi.fn(async (marks: readonly ReadMove[]) => {
    await writing.promise
    return marks.map(standing)
  })
  const readMarks = createReadMarks({ write, logger: silentLogger })
  const mark = async (userId: string, seq: number) =>
    (await readMarks.move({ ...READ, userId: UserId.parse(userId), seq, shownSeq: seq }))?.seq
  const answers = [mark('a', 1), mark('a', 3), mark('b', 2), mark('a', 2)]
  await expect.poll(() => write.mock.calls.length).toBe(1)
  const late = [mark('a', 5), mark('b', 5)]
  writing.resolve()
  expect(await Promise.all(answers)).toEqual([3, 3, 2, 3])
  expect(await Promise.all(late)).toEqual([5, 5])
  expect(write.mock.calls.map(([marks]) => marks.length)).toEqual([2, 2])
})

test('a full disk fails those marks, says that it is full, and fails no later ones (S6)', async () => {
  const write = vi.fn(async (marks: readonly ReadMove[]) => marks.map(standing))
  write.mockRejectedValueOnce(Object.assign(new Error('No space left on device'), { code: '53100' }))
  const readMarks = createReadMarks({ write, logger: silentLogger })
  await expect(readMarks.move(READ)).rejects.toMatchObject({ code: 'STORAGE_FULL' })
  expect(await readMarks.move(READ)).toMatchObject({ seq: 1 })
})

test('what was read with receipts off is told to nobody, though they are on by the time it is written (S58)', async () => {
  const { url, database } = await startServer()
  const [alice, bob] = [await joinGeneral(url), await joinGeneral(url)]
  const { roomId } = alice
  const { seq } = await alice.get(sendMessage, { id: uuidv7(), roomId, text: 'hello' })
  const { userId } = bob.credentials
  const clock = createFakeClock()
  const told: unknown[] = []
  const receipts = createReceipts({
    clock,
    off: new Set([userId]),
    blocks: { between: () => false },
    onlookersOf: () => [{ connectionId: 'alice-1', userId: alice.credentials.userId }],
    tell: (_, marks) => told.push(marks) > 0,
    tellDelivered: () => true,
  })
  const readMarks: ReadMarks = {
    async move(mark) {
      expect(mark.shownSeq).toBe(0)
      receipts.set(userId, true)
      return standing(mark)
    },
    deliver: async ({ seq }) => seq,
  }
  const people: People = { tell() {}, end() {}, readmit() {} }
  const actor = { userId, sessionId: 's' }
  const call: Partial<Call<typeof markRead>> = { input: { roomId, seq }, actor, database, receipts, people, readMarks }
  expect(await handleMarkRead(call as Call<typeof markRead>)).toEqual({ seq })
  clock.advance(5_000)
  expect(told).toEqual([])
})
