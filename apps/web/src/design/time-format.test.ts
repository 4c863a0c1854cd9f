import { describe, expect, it } from 'vitest'
import { formatDay, formatExactly, formatLater, formatShortTime, formatTime } from './time-format.ts'

const day = (year: number, month: number, date: number) => new Date(year, month - 1, date).getTime()

describe('a day', () => {
  const today = day(2026, 11, 20)

  it('is named by its distance when it is near', () => {
    expect(formatDay(today, today)).toBe('Today')
    expect(formatDay(day(2026, 11, 19), today)).toBe('Yesterday')
  })

  it('is yesterday across the end of a month, a year and a change of the clock', () => {
    expect(formatDay(day(2026, 2, 28), day(2026, 3, 1))).toBe('Yesterday')
    expect(formatDay(day(2025, 12, 31), day(2026, 1, 1))).toBe('Yesterday')
    expect(formatDay(day(2026, 10, 25), day(2026, 10, 26))).toBe('Yesterday')
    expect(formatDay(day(2026, 3, 29), day(2026, 3, 30))).toBe('Yesterday')
  })

  it('has its weekday within the year, and its year beyond', () => {
    expect(formatDay(day(2026, 11, 18), today)).toMatch(/Wednesday/)
    expect(formatDay(day(2026, 11, 18), today)).not.toMatch(/2026/)
    expect(formatDay(day(2025, 11, 18), today)).toMatch(/November.*2025/)
  })
})

describe('a time', () => {
  const at = new Date(2026, 10, 20, 14, 5, 9).getTime()

  it('is short beside a message and exact on demand', () => {
    expect(formatTime(at)).toMatch(/05/)
    expect(formatTime(at)).not.toMatch(/09/)
    expect(formatShortTime(at)).toMatch(/^(14|0?2):05$/)
    expect(formatExactly(at)).toMatch(/Friday.*20.*2026.*05:09|Friday.*November 20, 2026.*05:09/)
  })
})

describe('a time to come', () => {
  const now = new Date(2026, 10, 30, 14, 5).getTime()
  const at = (year: number, month: number, date: number) => new Date(year, month - 1, date, 9, 0).getTime()

  it('is told with the day, by its distance when it is near', () => {
    expect(formatLater(now, now)).toBe(`today at ${formatTime(now)}`)
    expect(formatLater(at(2026, 12, 1), now)).toBe(`tomorrow at ${formatTime(at(2026, 12, 1))}`)
    expect(formatLater(at(2026, 12, 2), now)).toMatch(/^Wednesday.*December.* at 0?9:00/)
    expect(formatLater(at(2027, 12, 2), now)).toMatch(/December.*2027 at 0?9:00/)
  })
})
