import { RoomId } from '@chat/protocol'
import { expect, test } from 'vitest'
import { committed } from '../../test/committed-change.ts'
import { createFakeClock } from '../../test/fake-clock.ts'
import { createPacing } from './pacing.ts'
import type { CommittedChange } from './room-log.ts'

const general = RoomId.parse('general')
const random = RoomId.parse('random')

function setUp() {
  const clock = createFakeClock()
  const start = clock.now()
  const released: { roomId: RoomId | undefined; at: number; seqs: number[] }[] = []
  const serving = new Set<RoomId>()
  const pacing = createPacing({
    clock,
    isServing: (roomId) => serving.has(roomId),
    release: (changes) =>
      released.push({
        roomId: changes[0]?.change.roomId,
        at: clock.now() - start,
        seqs: changes.map(({ applied }) => applied.seq),
      }),
  })
  /** Changes that have been committed at once. */
  const follow = (...changes: CommittedChange[]) => pacing.follow(changes, 0)
  /** One change every so many milliseconds. */
  function post(count: number, everyMs: number, roomId = general): void {
    for (let seq = 1; seq <= count; seq += 1) {
      clock.advance(everyMs)
      follow(committed(seq, roomId))
    }
  }
  return { clock, released, serving, pacing, follow, post, now: () => clock.now() - start }
}

test('the changes of a quiet room leave at once', () => {
  const { released, post } = setUp()
  post(100, 20)
  expect(released).toHaveLength(100)
  expect(released.every(({ at, seqs: [seq] }) => seq !== undefined && at === seq * 20)).toBe(true)
})

test('the changes of a busy room leave together, in order, and none is held for longer than eight milliseconds', () => {
  const { clock, released, post } = setUp()
  post(1_000, 2)
  clock.advance(10)
  expect(released.flatMap(({ seqs }) => seqs)).toEqual(Array.from({ length: 1_000 }, (_, index) => index + 1))
  expect(released.length).toBeLessThan(330)
  for (const { at, seqs } of released) expect(at - (seqs[0] ?? 0) * 2).toBeLessThanOrEqual(8)
})

test('changes of a busy room that were held to the end before their commit leave at once', () => {
  const { clock, released, pacing } = setUp()
  for (let count = 1; count <= 100; count += 1) {
    clock.advance(8)
    pacing.follow(
      Array.from({ length: 4 }, (_, index) => committed(4 * count + index)),
      8,
    )
  }
  expect(released.map(({ at }) => at)).toEqual(Array.from({ length: 100 }, (_, index) => 8 * (index + 1)))
})

test('changes of a busy room are held for ten milliseconds in all', () => {
  const { clock, released, pacing, post, now } = setUp()
  post(500, 2)
  clock.advance(20)
  for (const [waited, left] of [
    [1, 8],
    [3, 7],
    [7, 3],
  ] as const) {
    const start = now()
    pacing.follow([committed(501)], waited)
    clock.advance(10)
    expect(released.at(-1)?.at).toBe(start + left)
  }
})

test('a busy room holds up no other', () => {
  const { released, follow, post } = setUp()
  post(500, 2)
  released.length = 0
  follow(committed(501), committed(1, random), committed(502))
  expect(released).toMatchObject([{ roomId: random, seqs: [1] }])
})

test('a room that was busy and has become quiet is paced as a quiet one', () => {
  const { clock, released, follow, post } = setUp()
  post(500, 2)
  clock.advance(2_000)
  released.length = 0
  follow(committed(501))
  follow(committed(502))
  expect(released).toHaveLength(2)
})

test('what happens while listeners are being served leaves together once they have been', () => {
  const { clock, released, serving, pacing, follow } = setUp()
  serving.add(general)
  follow(committed(1))
  follow(committed(2), committed(3))
  clock.advance(50)
  expect(released).toEqual([])
  serving.delete(general)
  pacing.served(general)
  expect(released).toMatchObject([{ seqs: [1, 2, 3] }])
  clock.advance(50)
  expect(released).toHaveLength(1)
})

test('what is held when listeners begin to be served leaves once they have been', () => {
  const { clock, released, serving, pacing, follow, post } = setUp()
  post(500, 2)
  clock.advance(20)
  released.length = 0
  follow(committed(501))
  serving.add(general)
  clock.advance(50)
  expect(released).toEqual([])
  serving.delete(general)
  pacing.served(general)
  expect(released).toMatchObject([{ seqs: [501] }])
})

test('nothing that is held is forgotten when the server stops', () => {
  const { clock, released, pacing, follow, post } = setUp()
  post(500, 2)
  follow(committed(501))
  pacing.flush()
  expect(released.flatMap(({ seqs }) => seqs).at(-1)).toBe(501)
  const before = released.length
  clock.advance(1_000)
  expect(released).toHaveLength(before)
})
