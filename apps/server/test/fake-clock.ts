import type { Clock } from '../src/clock.ts'

/** A clock that stands still until a test turns it. */
export interface FakeClock extends Clock {
  /** Lets time pass and runs, in order, what falls due in it. */
  advance(milliseconds: number): void
  /** Lets time pass as for a machine that sleeps: what fell due in it runs with the next {@link advance}. */
  sleep(milliseconds: number): void
}

export function createFakeClock(start = 1_000_000): FakeClock {
  let now = start
  const scheduled = new Set<{ at: number; run: () => void }>()
  return {
    now: () => now,
    schedule(milliseconds, run) {
      const entry = { at: now + milliseconds, run }
      scheduled.add(entry)
      return () => scheduled.delete(entry)
    },
    advance(milliseconds) {
      const end = now + milliseconds
      for (;;) {
        const [next] = [...scheduled].filter(({ at }) => at <= end).sort((one, other) => one.at - other.at)
        if (!next) break
        scheduled.delete(next)
        now = Math.max(now, next.at)
        next.run()
      }
      now = end
    },
    sleep(milliseconds) {
      now += milliseconds
    },
  }
}
