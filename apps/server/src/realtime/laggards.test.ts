import { RoomId } from '@chat/protocol'
import { expect, test } from 'vitest'
import { createFakeClock } from '../../test/fake-clock.ts'
import { changesTo, createFakeOutlet } from '../../test/fake-outlet.ts'
import { createFanOut } from './fan-out.ts'
import { createLaggards } from './laggards.ts'

const general = RoomId.parse('general')
const random = RoomId.parse('random')

function setUp() {
  const [slow, quick] = [createFakeOutlet(), createFakeOutlet()]
  const listening = new Map([general, random].map((roomId) => [roomId, new Set([slow, quick])]))
  const audience = { of: (roomId: RoomId) => listening.get(roomId) ?? new Set<never>() }
  const clock = createFakeClock()
  const fanOut = createFanOut({ audience, laggards: createLaggards(audience, clock), onServed: () => {} })
  return { slow, quick, listening, clock, fanOut }
}

test('a connection with too much in its queue is told how far its rooms have come, once it has taken that (G6)', () => {
  const { slow, quick, clock, fanOut } = setUp()
  fanOut.send(changesTo(1))
  slow.queuedBytes = 300_000
  for (const seq of [2, 3, 4]) fanOut.send(changesTo(seq))
  fanOut.send(changesTo(9, random))
  clock.advance(1_000)
  expect(slow.sent.map(({ to }) => to)).toEqual([1])
  expect(quick.sent.map(({ to }) => to)).toEqual([1, 2, 3, 4, 9])

  // Taken in part: what comes now would only be queued behind the rest.
  slow.queuedBytes = 100_000
  fanOut.send(changesTo(5))
  clock.advance(1_000)
  expect(slow.sent).toHaveLength(1)

  slow.queuedBytes = 0
  clock.advance(1_000)
  expect(slow.sent.slice(1)).toEqual([
    { roomId: general, from: 5, to: 5, head: 5, messages: [] },
    { roomId: random, from: 9, to: 9, head: 9, messages: [] },
  ])
  fanOut.send(changesTo(6))
  expect(slow.sent.at(-1)).toEqual(changesTo(6))
})

test('who has left a room is not told how far it has come', () => {
  const { slow, listening, clock, fanOut } = setUp()
  slow.queuedBytes = 300_000
  fanOut.send(changesTo(2))
  fanOut.send(changesTo(9, random))
  listening.get(general)?.delete(slow)
  slow.queuedBytes = 0
  clock.advance(1_000)
  expect(slow.sent.map(({ roomId }) => roomId)).toEqual([random])
})

test('a connection that takes nothing for half a minute is cut, and not before', () => {
  const { slow, quick, clock, fanOut } = setUp()
  slow.queuedBytes = 300_000
  fanOut.send(changesTo(1))
  clock.advance(29_000)
  expect(slow.wasCut).toBe(false)
  clock.advance(2_000)
  expect(slow.wasCut).toBe(true)
  expect(quick.wasCut).toBe(false)
})
