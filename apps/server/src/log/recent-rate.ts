/** How often something happens, as far as it has happened lately. */
export interface RecentRate {
  /** How often in the last {@link WINDOW_MS} before it was last counted; the older, the less it counts. */
  recent: number
  /** When it was last counted, in milliseconds. */
  countedAt: number
}

/** The time over which a rate is taken. */
export const WINDOW_MS = 250

/** Counts what happens now: an exponentially weighted moving rate. */
export function countNow(rate: RecentRate, times: number, now: number): void {
  rate.recent = decayed(rate, now) + times
  rate.countedAt = now
}

/** How often it happens in a second. */
export function perSecond(rate: RecentRate, now: number): number {
  return (decayed(rate, now) / WINDOW_MS) * 1_000
}

function decayed({ recent, countedAt }: RecentRate, now: number): number {
  // A clock that was set back takes nothing away.
  return recent * Math.exp(Math.min(0, countedAt - now) / WINDOW_MS)
}
