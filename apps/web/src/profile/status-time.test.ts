import { updateUser } from '@chat/protocol'
import { describe, expect, it } from 'vitest'
import { STATUS_TIMES, statusForMs } from './status-time.ts'

const HOUR = 60 * 60_000

describe('the time of a status text', () => {
  const wednesday = new Date(2026, 10, 25, 22, 0).getTime()

  it('ends with the day, or with the week', () => {
    expect(statusForMs('today', wednesday)).toBe(2 * HOUR)
    expect(statusForMs('week', wednesday)).toBe((4 * 24 + 2) * HOUR)
    expect(statusForMs('week', new Date(2026, 10, 29, 22, 0).getTime())).toBe(2 * HOUR)
  })

  it('is what the contract allows, also a moment before midnight', () => {
    const late = new Date(2026, 10, 25, 23, 59, 59, 900).getTime()
    for (const time of STATUS_TIMES) {
      const forMs = statusForMs(time, late)
      const input = { statusText: 'Lunch', ...(forMs !== undefined && { statusForMs: forMs }) }
      expect(updateUser.input.safeParse(input).success, time).toBe(true)
    }
  })
})
