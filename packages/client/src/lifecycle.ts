export interface LifecycleOptions {
  /** Says at once what is going to happen. */
  readonly starting: () => void
  /** @param isCurrent tells whether it is still wanted */
  readonly begin: (isCurrent: () => boolean) => Promise<void>
  readonly stopping: () => void
}

/**
 * Starting and stopping, in whatever order and however fast they are asked for: each waits for the one before, and a start
 * that was taken back meanwhile knows.
 */
export function createLifecycle({ starting, begin, stopping }: LifecycleOptions) {
  let starts = 0
  let running = false
  let queue: Promise<void> = Promise.resolve()
  return {
    start(): Promise<void> {
      if (running) return queue
      running = true
      starts += 1
      const start = starts
      starting()
      queue = queue.then(() => begin(() => running && start === starts))
      return queue
    },
    /** @param end comes after everything that was asked for before; may come more than once */
    stop(end: () => Promise<void>): Promise<void> {
      if (running) stopping()
      running = false
      queue = queue.then(end)
      return queue
    },
    /** Resolves once everything that was asked for so far is done. */
    settled: (): Promise<void> => queue,
  }
}
