import { type RoomChanges, RoomId } from '@chat/protocol'
import { expect, test } from 'vitest'
import { committed } from '../../test/committed-change.ts'
import { createRoomTail } from './room-tail.ts'

const roomId = RoomId.parse('general')

/** A tail over a log that ends at `head` and can be read when the test lets it. */
function setUp(head = 0) {
  const log = { head, reads: [] as number[], fail: false, listeners: true }
  const emitted: RoomChanges[] = []
  const failures: unknown[] = []
  const tail = createRoomTail({
    emit: (changes) => emitted.push(changes),
    hasListeners: () => log.listeners,
    async pull(_roomId, after) {
      log.reads.push(after)
      if (log.fail) throw new Error('The database is away')
      return { roomId, from: after, to: Math.min(after + 2, log.head), head: log.head, messages: [] }
    },
    onPullFailed: (_roomId, error) => failures.push(error),
  })
  const ranges = () => emitted.map(({ from, to }) => [from, to])
  return { tail, log, emitted, failures, ranges }
}

test('commits that follow on leave as they come, neighbours as one frame', () => {
  const { tail, ranges } = setUp()
  tail.start(roomId, 4)
  tail.follow([committed(5)])
  tail.follow([committed(6), committed(7), committed(8)])
  expect(ranges()).toEqual([
    [4, 5],
    [5, 8],
  ])
})

test('a hole is read from the log before anything after it leaves', async () => {
  const { tail, log, ranges } = setUp()
  tail.start(roomId, 1)
  log.head = 5
  tail.follow([committed(5)])
  expect(ranges()).toEqual([])
  await expect.poll(ranges).toEqual([
    [1, 3],
    [3, 5],
  ])
})

test('what is committed while the log is read is not emitted twice or too early', async () => {
  const { tail, log, ranges } = setUp()
  tail.start(roomId, 1)
  log.head = 3
  tail.hint(roomId, 3)
  log.head = 4
  tail.follow([committed(4)])
  await expect.poll(ranges).toEqual([
    [1, 3],
    [3, 4],
  ])
  tail.follow([committed(5)])
  expect(ranges().at(-1)).toEqual([4, 5])
})

test('a change that nobody told of is found by the next look at the heads', async () => {
  const { tail, log, ranges } = setUp()
  tail.start(roomId, 7)
  log.head = 8
  tail.hint(roomId, 8)
  await expect.poll(ranges).toEqual([[7, 8]])
  tail.hint(roomId, 8)
  tail.follow([committed(8)])
  expect(ranges()).toHaveLength(1)
})

test('a log that cannot be read is read again with the next news', async () => {
  const { tail, log, ranges, failures } = setUp()
  tail.start(roomId, 1)
  log.head = 2
  log.fail = true
  tail.hint(roomId, 2)
  await expect.poll(() => failures.length).toBe(1)
  log.fail = false
  tail.hint(roomId, 2)
  await expect.poll(ranges).toEqual([[1, 2]])
})

test('a room that nobody listens to is forgotten, and followed anew from where it is then', async () => {
  const { tail, log, ranges } = setUp()
  tail.start(roomId, 1)
  tail.forget(roomId)
  expect(tail.followed()).toEqual([])
  tail.hint(roomId, 9)
  expect(log.reads).toEqual([])
  tail.start(roomId, 9)
  tail.follow([committed(10)])
  expect(ranges()).toEqual([[9, 10]])
})

test('a room in which nobody listens costs nothing', () => {
  const { tail, log, ranges } = setUp()
  log.listeners = false
  tail.follow([committed(1)])
  expect(ranges()).toEqual([])
  expect(tail.followed()).toEqual([])
  log.listeners = true
  tail.follow([committed(2)])
  expect(ranges()).toEqual([[1, 2]])
})
