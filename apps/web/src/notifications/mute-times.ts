const HOUR = 60 * 60_000

/** When a new day begins for somebody who has muted a room until then. */
const MORNING = 8

/** For how long one can mute a room. */
export const MUTE_TIMES = ['hour', 'tomorrow', 'always'] as const
export type MuteTime = (typeof MUTE_TIMES)[number]

/** How long that is, in milliseconds, from now on; undefined for as long as nobody ends it. */
export function muteForMs(time: MuteTime, now: number): number | undefined {
  switch (time) {
    case 'hour':
      return HOUR
    case 'tomorrow': {
      // By the calendar: the day of a clock change has 23 or 25 hours.
      const morning = new Date(now)
      morning.setDate(morning.getDate() + 1)
      morning.setHours(MORNING, 0, 0, 0)
      return morning.getTime() - now
    }
    case 'always':
      return undefined
  }
}
