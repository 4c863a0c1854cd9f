import { RoomId } from '@chat/protocol'
import { expect, test } from 'vitest'
import { committed } from '../../test/committed-change.ts'
import { createFakeClock } from '../../test/fake-clock.ts'
import { createPacing } from './pacing.ts'

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
  /** One change every so many milliseconds. */
  function post(count: number, everyMs: number): void {
    for (let seq = 1; seq <= count; seq += 1) {
      clock.advance(everyMs)
      pacing.follow([committed(seq)])
    }
  }
  return { clock, released, serving, pacing, post }
}

test('the changes of a quiet room leave at once', () => {
  const { released, post } = setUp()
  post(100, 20)
  expect(released).toHaveLength(100)
  expect(released.every(({ at, seqs: [seq] }) => seq !== undefined && at === seq * 20)).toBe(true)
})

test('the changes of a busy room leave together, in order, and none is held for longer than ten milliseconds', () => {
  const { clock, released, post } = setUp()
  post(1_000, 2)
  clock.advance(10)
  expect(released.flatMap(({ seqs }) => seqs)).toEqual(Array.from({ length: 1_000 }, (_, index) => index + 1))
  expect(released.length).toBeLessThan(400)
  for (const { at, seqs } of released) expect(at - (seqs[0] ?? 0) * 2).toBeLessThanOrEqual(10)
})

test('a busy room holds up no other', () => {
  const { released, pacing, post } = setUp()
  post(500, 2)
  released.length = 0
  pacing.follow([committed(501), committed(1, random), committed(502)])
  expect(released).toMatchObject([{ roomId: random, seqs: [1] }])
})

test('a room that was busy and has become quiet is paced as a quiet one', () => {
  const { clock, released, pacing, post } = setUp()
  post(500, 2)
  clock.advance(2_000)
  released.length = 0
  pacing.follow([committed(501)])
  expect(released).toHaveLength(1)
})

test('what happens while listeners are being served leaves together once they have been', () => {
  const { clock, released, serving, pacing } = setUp()
  serving.add(general)
  pacing.follow([committed(1)])
  pacing.follow([committed(2), committed(3)])
  clock.advance(50)
  expect(released).toEqual([])
  serving.delete(general)
  pacing.served(general)
  expect(released).toMatchObject([{ seqs: [1, 2, 3] }])
  clock.advance(50)
  expect(released).toHaveLength(1)
})

test('nothing that is held is forgotten when the server stops', () => {
  const { clock, released, pacing, post } = setUp()
  post(500, 2)
  pacing.follow([committed(501)])
  pacing.flush()
  expect(released.flatMap(({ seqs }) => seqs).at(-1)).toBe(501)
  const before = released.length
  clock.advance(1_000)
  expect(released).toHaveLength(before)
})
