import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createThrottle, THROTTLE_MS } from './throttle.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

const nextGo = () => vi.advanceTimersByTimeAsync(0)

test('what happens after a quiet while is told at once, and all that changed with it', async () => {
  const throttle = createThrottle()
  const [rows, unread] = [vi.fn(), vi.fn()]
  throttle(rows)
  throttle(unread)
  throttle(rows)
  expect(rows).not.toHaveBeenCalled()
  await nextGo()
  expect(rows).toHaveBeenCalledTimes(1)
  expect(unread).toHaveBeenCalledTimes(1)

  await vi.advanceTimersByTimeAsync(THROTTLE_MS)
  throttle(rows)
  await nextGo()
  expect(rows).toHaveBeenCalledTimes(2)
})

test('however much happens, it is told once in a while, and the last of it is', async () => {
  const throttle = createThrottle()
  let value = 0
  const drawn: number[] = []
  const draw = () => void drawn.push(value)
  while (value < 100) {
    value += 1
    throttle(draw)
    await vi.advanceTimersByTimeAsync(1)
  }
  await vi.advanceTimersByTimeAsync(THROTTLE_MS)
  expect(drawn).toHaveLength(3)
  expect(drawn.at(-1)).toBe(100)
})
