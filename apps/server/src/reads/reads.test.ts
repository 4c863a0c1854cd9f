import { createRoom, joinRoom, leaveRoom, markRead, type RoomId, sendMessage, syncSession } from '@chat/protocol'
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
import type { ReadMove } from './write-read-marks.ts'

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
    return marks.map((mark) => ({ deliveredSeq: 0, ...mark }))
  })
  const readMarks = createReadMarks({ write, logger: silentLogger })
  const mark = (userId: string, seq: number) =>
    readMarks.move({ roomId: 'r' as RoomId, userId: userId as ReadMove['userId'], seq, shown: true })
  const answers = [mark('a', 1), mark('a', 3), mark('b', 2), mark('a', 2)]
  await expect.poll(() => write.mock.calls.length).toBe(1)
  const late = [mark('a', 5), mark('b', 5)]
  writing.resolve()
  expect(await Promise.all(answers)).toEqual([3, 3, 2, 3])
  expect(await Promise.all(late)).toEqual([5, 5])
  expect(write.mock.calls.map(([marks]) => marks.length)).toEqual([2, 2])
})

test('a full disk fails those marks, says that it is full, and fails no later ones (S6)', async () => {
  const write = vi.fn(async (marks: readonly ReadMove[]) => marks.map((mark) => ({ deliveredSeq: 0, ...mark })))
  write.mockRejectedValueOnce(Object.assign(new Error('No space left on device'), { code: '53100' }))
  const readMarks = createReadMarks({ write, logger: silentLogger })
  const mark = { roomId: 'r' as RoomId, userId: 'a' as ReadMove['userId'], seq: 1, shown: true }
  await expect(readMarks.move(mark)).rejects.toMatchObject({ code: 'STORAGE_FULL' })
  expect(await readMarks.move(mark)).toBe(1)
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
      expect(mark.shown).toBe(false)
      receipts.set(userId, true)
      return mark.seq
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
