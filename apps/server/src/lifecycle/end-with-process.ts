import type { Logger } from '../logger.ts'
import type { Drain } from './drain.ts'

/** The part of `process` that tells when to stop. */
export type ProcessEvents = Pick<NodeJS.Process, 'on'>

/**
 * Drains when the process is told to stop, and when something was thrown that nobody caught: what is in memory then may
 * be wrong, what was acknowledged is on disk, so that starting again is the safe way on.
 */
export function endWithProcess(drain: Drain, logger: Pick<Logger, 'fatal'>, process: ProcessEvents): void {
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => void drain.begin(signal))
  for (const event of ['uncaughtException', 'unhandledRejection'] as const) {
    process.on(event, (error: unknown) => {
      logger.fatal({ err: error }, event)
      // A second one must not cut short the stop that the first one began.
      if (drain.state === 'serving') void drain.begin(event, 1)
    })
  }
}
