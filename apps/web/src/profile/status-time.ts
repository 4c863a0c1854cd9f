const MINUTE = 60_000
const HOUR = 60 * MINUTE

/** For how long a status text may stay. */
export const STATUS_TIMES = ['keep', 'always', '30min', '1h', '4h', 'today', 'week'] as const
export type StatusTime = (typeof STATUS_TIMES)[number]

/**
 * How long that is, in milliseconds, from now on; undefined for as long as nobody changes it.
 *
 * @param until when it ends now, for `keep`
 */
export function statusForMs(time: StatusTime, now: number, until?: number): number | undefined {
  switch (time) {
    case 'keep':
      return until === undefined ? undefined : Math.max(until - now, MINUTE)
    case 'always':
      return undefined
    case '30min':
      return 30 * MINUTE
    case '1h':
      return HOUR
    case '4h':
      return 4 * HOUR
    case 'today':
      return endOfDay(now, 0) - now
    case 'week':
      return endOfDay(now, daysToSunday(now)) - now
  }
}

/** By the calendar: the day of a clock change has 23 or 25 hours. The contract knows nothing shorter than a minute. */
function endOfDay(now: number, daysLater: number): number {
  const end = new Date(now)
  end.setDate(end.getDate() + daysLater + 1)
  end.setHours(0, 0, 0, 0)
  return Math.max(end.getTime(), now + MINUTE)
}

function daysToSunday(now: number): number {
  return (7 - new Date(now).getDay()) % 7
}
