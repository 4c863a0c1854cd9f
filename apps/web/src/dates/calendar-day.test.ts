import { describe, expect, it } from 'vitest'
import { daysBefore, fromCalendarDay, toCalendarDay } from './calendar-day.ts'

describe('a day of the calendar', () => {
  it('begins at midnight where the person is, and ends at the next', () => {
    const midnight = new Date(2026, 10, 20).getTime()
    expect(fromCalendarDay('2026-11-20')).toBe(midnight)
    expect(toCalendarDay(midnight)).toBe('2026-11-20')
    expect(toCalendarDay(new Date(2026, 10, 20, 23, 59, 59).getTime())).toBe('2026-11-20')
  })

  it('is none where the calendar has no such day', () => {
    for (const text of ['', '2026-02-30', '2026-13-01', '20-11-2026']) expect(fromCalendarDay(text)).toBeUndefined()
  })

  it('is seven days after the same day of the week before, also where a clock was changed in between', () => {
    for (const month of [2, 9, 10]) {
      const day = new Date(2026, month, 31).getTime()
      expect(new Date(daysBefore(day, 7)).getHours()).toBe(0)
      expect(new Date(daysBefore(day, 7)).getDay()).toBe(new Date(day).getDay())
    }
  })
})
