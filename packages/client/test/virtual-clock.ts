import type { Clock } from '../src/clock.ts'

interface Timer {
  readonly due: number
  readonly order: number
  readonly run: () => void
}

/** A clock that stands still until it is moved. */
export interface VirtualClock extends Clock {
  /** Moves on, running what falls due, each with all its consequences before the next. */
  advance(milliseconds: number): Promise<void>
  /** Lets everything happen that needs no time. */
  settle(): Promise<void>
}

export function createVirtualClock(start = 1_760_000_000_000): VirtualClock {
  let now = start
  let order = 0
  const timers = new Set<Timer>()

  const next = (until: number): Timer | undefined => {
    let first: Timer | undefined
    for (const timer of timers) {
      if (timer.due > until) continue
      if (!first || timer.due < first.due || (timer.due === first.due && timer.order < first.order)) first = timer
    }
    return first
  }
  // Promises that need no input or output are all done before an immediate runs.
  const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

  return {
    now: () => now,
    setTimeout(run, delayMs) {
      order += 1
      const timer = { due: now + Math.max(0, Math.round(delayMs)), order, run }
      timers.add(timer)
      return timer
    },
    clearTimeout: (timer) => void timers.delete(timer as Timer),
    settle,
    async advance(milliseconds) {
      const until = now + milliseconds
      await settle()
      for (let timer = next(until); timer; timer = next(until)) {
        timers.delete(timer)
        now = timer.due
        timer.run()
        await settle()
      }
      now = until
    },
  }
}
