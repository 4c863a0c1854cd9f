/** Time, handed in so that tests can turn it. */
export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number
  /** Runs something once, later; the returned function calls it off. */
  schedule(milliseconds: number, run: () => void): () => void
}

export const systemClock: Clock = {
  now: Date.now,
  schedule(milliseconds, run) {
    const timer = setTimeout(run, milliseconds)
    timer.unref()
    return () => clearTimeout(timer)
  },
}
