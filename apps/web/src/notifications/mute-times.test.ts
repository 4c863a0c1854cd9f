import { notifyRoom } from '@chat/protocol'
import { describe, expect, it } from 'vitest'
import { MUTE_TIMES, muteForMs } from './mute-times.ts'

const HOUR = 60 * 60_000

describe('the time of a mute', () => {
  it('is an hour, or ends in the morning of the next day', () => {
    expect(muteForMs('hour', new Date(2026, 10, 25, 22, 0).getTime())).toBe(HOUR)
    expect(muteForMs('tomorrow', new Date(2026, 10, 25, 22, 0).getTime())).toBe(10 * HOUR)
    expect(muteForMs('tomorrow', new Date(2026, 10, 25, 0, 30).getTime())).toBe(31.5 * HOUR)
  })

  it('is what the contract allows', () => {
    for (const time of MUTE_TIMES) {
      const forMs = muteForMs(time, new Date(2026, 10, 25, 23, 59, 59, 900).getTime())
      const input = { roomId: 'general', muted: true, ...(forMs !== undefined && { mutedForMs: forMs }) }
      expect(notifyRoom.input.safeParse(input).success, time).toBe(true)
    }
  })
})
