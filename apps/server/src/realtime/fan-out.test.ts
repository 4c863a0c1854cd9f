import { setImmediate } from 'node:timers/promises'
import { RoomId } from '@chat/protocol'
import { expect, test } from 'vitest'
import { createFakeClock } from '../../test/fake-clock.ts'
import { changesTo, createFakeOutlet } from '../../test/fake-outlet.ts'
import { createFanOut } from './fan-out.ts'
import { createLaggards } from './laggards.ts'

const general = RoomId.parse('general')

function setUp(size: number) {
  const listening = new Set(Array.from({ length: size }, createFakeOutlet))
  const audience = { of: () => listening }
  const served: RoomId[] = []
  const fanOut = createFanOut({
    audience,
    laggards: createLaggards(audience, createFakeClock()),
    onServed: (roomId) => served.push(roomId),
  })
  const outlets = [...listening]
  const howManyGot = (seq: number) => outlets.filter(({ sent }) => sent.some(({ to }) => to === seq)).length
  return { listening, outlets, fanOut, served, howManyGot }
}

test('a room of a hundred is served at once', () => {
  const { fanOut, served, howManyGot } = setUp(100)
  fanOut.send(changesTo(1))
  expect(howManyGot(1)).toBe(100)
  expect(fanOut.isServing(general)).toBe(false)
  expect(served).toEqual([])
})

test('a large room is served in turns, between which everything else has its own', async () => {
  const { fanOut, served, howManyGot } = setUp(1_000)
  fanOut.send(changesTo(1))
  const first = howManyGot(1)
  expect(first).toBeGreaterThan(0)
  expect(first).toBeLessThan(500)
  expect(fanOut.isServing(general)).toBe(true)
  await expect.poll(() => fanOut.isServing(general)).toBe(false)
  expect(howManyGot(1)).toBe(1_000)
  expect(served).toEqual([general])
})

test('everybody gets the frames in order, however they overlap', async () => {
  const { listening, outlets, fanOut } = setUp(1_000)
  fanOut.send(changesTo(1))
  await setImmediate()
  fanOut.send(changesTo(2))
  // Fewer than are served at once.
  for (const outlet of outlets.slice(100)) listening.delete(outlet)
  fanOut.send(changesTo(3))
  await expect.poll(() => fanOut.isServing(general)).toBe(false)
  for (const { sent } of outlets.slice(0, 100)) expect(sent.map(({ to }) => to)).toEqual([1, 2, 3])
})

test('who leaves a room while it is being served gets nothing more of it', async () => {
  const { listening, outlets, fanOut, howManyGot } = setUp(1_000)
  const leaver = outlets.at(-1)
  fanOut.send(changesTo(1))
  if (leaver) listening.delete(leaver)
  await expect.poll(() => fanOut.isServing(general)).toBe(false)
  expect(leaver?.sent).toEqual([])
  expect(howManyGot(1)).toBe(999)
})
