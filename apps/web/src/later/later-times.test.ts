import { describe, expect, it } from 'vitest'
import { LATER_TIMES, laterAt, momentAt, problemWith, toClockTime } from './later-times.ts'

const at = (month: number, date: number, hours: number, minutes = 0) =>
  new Date(2026, month - 1, date, hours, minutes).getTime()

describe('to when something is put off', () => {
  const thursday = at(11, 26, 22, 30)

  it('is a while from now, or a morning where the person is', () => {
    expect(laterAt('20min', thursday)).toBe(at(11, 26, 22, 50))
    expect(laterAt('1h', thursday)).toBe(at(11, 26, 23, 30))
    expect(laterAt('3h', thursday)).toBe(at(11, 27, 1, 30))
    expect(laterAt('tomorrow', thursday)).toBe(at(11, 27, 9))
    expect(laterAt('monday', thursday)).toBe(at(11, 30, 9))
  })

  it('is the next Monday, on a Sunday the day after and on a Monday that in a week', () => {
    expect(laterAt('monday', at(11, 29, 8))).toBe(at(11, 30, 9))
    expect(laterAt('monday', at(11, 30, 8))).toBe(at(12, 7, 9))
  })

  it('is at nine also on the day of a clock change', () => {
    for (const eve of [at(3, 28, 23), at(10, 24, 23), at(10, 31, 23)]) {
      expect(toClockTime(laterAt('tomorrow', eve))).toBe('09:00')
      expect(toClockTime(laterAt('monday', eve))).toBe('09:00')
    }
  })

  it('is always yet to come', () => {
    for (const time of LATER_TIMES) expect(problemWith(laterAt(time, thursday), thursday)).toBeUndefined()
  })

  it('is what a form says, or nothing', () => {
    expect(momentAt('2026-11-27', '09:05')).toBe(at(11, 27, 9, 5))
    for (const [day, time] of [
      ['', '09:00'],
      ['2026-11-27', ''],
      ['2026-11-31', '09:00'],
      ['2026-11-27', '25:00'],
    ] as const) {
      expect(momentAt(day, time)).toBeUndefined()
    }
  })

  it('is neither past nor too far away', () => {
    expect(problemWith(undefined, thursday)).toBe('Choose a day and a time.')
    expect(problemWith(thursday, thursday)).toBe('Choose a time that is yet to come.')
    expect(problemWith(new Date(2032, 0, 1).getTime(), thursday)).toBe('Choose a time within the next five years.')
  })
})
