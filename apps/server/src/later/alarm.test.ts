import { expect, test } from 'vitest'
import { createFakeClock } from '../../test/fake-clock.ts'
import { silentLogger } from '../../test/silent-logger.ts'
import { createAlarm } from './alarm.ts'

const MINUTE = 60_000
/** So often an alarm looks by itself at the most. */
const LOOK_AGAIN_MS = 30_000

/** An alarm that has rung at its start. Each ring waits until it is answered: with when the next is, or a failure. */
async function setUp() {
  const clock = createFakeClock()
  const rings: { readonly at: number; readonly done: PromiseWithResolvers<number | undefined> }[] = []
  const doDue = (at: number) => {
    const done = Promise.withResolvers<number | undefined>()
    rings.push({ at, done })
    return done.promise
  }
  const alarm = createAlarm({ doDue, clock, logger: silentLogger })
  const start = clock.now()
  alarm.start()
  const times = () => rings.map(({ at }) => at - start)
  const answer = async (next?: number) => {
    rings.at(-1)?.done.resolve(next)
    await settled()
  }
  return { clock, alarm, rings, start, times, answer }
}

/** Whatever follows from promises that are settled has happened. */
const settled = () => new Promise((resolve) => setImmediate(resolve))

test('it rings at its start, when the next is due, and when something is expected before that', async () => {
  const { clock, alarm, start, times, answer } = await setUp()
  await answer(start + 20_000)
  alarm.expect(start + 5_000)
  alarm.expect(start + 25_000)
  clock.advance(4_999)
  expect(times()).toEqual([0])
  clock.advance(1)
  await answer(start + 20_000)
  clock.advance(15_000)
  expect(times()).toEqual([0, 5_000, 20_000])
})

test('what is expected while it works is not slept through', async () => {
  const { clock, alarm, start, times, answer } = await setUp()
  alarm.expect(start + 5_000)
  clock.advance(10_000)
  expect(times()).toEqual([0])
  await answer()
  clock.advance(0)
  expect(times()).toEqual([0, 10_000])
})

test('where nobody tells it of anything it looks all the same', async () => {
  const { clock, start, times, answer } = await setUp()
  await answer(start + 60 * MINUTE)
  clock.advance(LOOK_AGAIN_MS)
  expect(times()).toEqual([0, LOOK_AGAIN_MS])
})

test('what could not be done is tried again, not at once', async () => {
  const { clock, rings, times } = await setUp()
  rings[0]?.done.reject(new Error('The database is away'))
  await settled()
  clock.advance(1_000)
  expect(times()).toEqual([0])
  clock.advance(LOOK_AGAIN_MS)
  expect(times()).toHaveLength(2)
})

test('it stops once what is under way is done, and rings no more', async () => {
  const { clock, alarm, start, times, answer } = await setUp()
  let stopped = false
  const stopping = alarm.stop().then(() => {
    stopped = true
  })
  await settled()
  expect(stopped).toBe(false)
  await answer(start + 1_000)
  await stopping
  alarm.expect(start + 2_000)
  clock.advance(MINUTE)
  expect(times()).toEqual([0])
})
