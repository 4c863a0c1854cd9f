import { limits } from '@chat/protocol'
import { fromCalendarDay } from '../dates/calendar-day.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE

/** When a new day begins for somebody who has put something off until then. */
const MORNING = 9

/** To when one can put something off without choosing a day and a time. */
export const LATER_TIMES = ['20min', '1h', '3h', 'tomorrow', 'monday'] as const
export type LaterTime = (typeof LATER_TIMES)[number]

/** When that is, where the person is. */
export function laterAt(time: LaterTime, now: number): number {
  switch (time) {
    case '20min':
      return now + 20 * MINUTE
    case '1h':
      return now + HOUR
    case '3h':
      return now + 3 * HOUR
    case 'tomorrow':
      return morning(now, 1)
    case 'monday':
      // The next one: on a Monday that is in a week.
      return morning(now, (8 - new Date(now).getDay()) % 7 || 7)
  }
}

/** The moment at a time of a day, as two fields of a form have them; undefined where that is none. */
export function momentAt(day: string, time: string): number | undefined {
  const start = fromCalendarDay(day)
  const [, hours, minutes] = /^([01]\d|2[0-3]):([0-5]\d)/.exec(time) ?? []
  if (start === undefined || hours === undefined) return undefined
  // By the calendar: the day of a clock change has 23 or 25 hours.
  return new Date(start).setHours(Number(hours), Number(minutes), 0, 0)
}

/** What is wrong with putting something off until then; undefined where nothing is. */
export function problemWith(at: number | undefined, now: number): string | undefined {
  if (at === undefined) return 'Choose a day and a time.'
  if (at <= now) return 'Choose a time that is yet to come.'
  return at > now + limits.laterMs.ahead ? 'Choose a time within the next five years.' : undefined
}

/** "09:00", as a time field has it. */
export function toClockTime(at: number): string {
  const date = new Date(at)
  return [date.getHours(), date.getMinutes()].map((part) => String(part).padStart(2, '0')).join(':')
}

/** By the calendar: the day of a clock change has 23 or 25 hours. */
function morning(now: number, daysLater: number): number {
  const date = new Date(now)
  date.setDate(date.getDate() + daysLater)
  return date.setHours(MORNING, 0, 0, 0)
}
