import type { Seq } from '@chat/protocol'
import type { Logger } from '../logger.ts'
import type { LogTail } from './log-tail.ts'

const INTERVAL_MS = 2_000

/** Logs to look after. */
export interface Watched<Id> {
  readonly tail: Pick<LogTail<Id, unknown>, 'followed' | 'hint'>
  /** How far these logs go in the database; those of others do no harm. */
  headsOf(ids: readonly Id[]): Promise<readonly { readonly id: Id; readonly head: Seq }[]>
}

/**
 * Asks the database every two seconds how far the followed logs have come, so that no change stays unseen for longer,
 * whatever went wrong with the news of it.
 *
 * @returns a function that ends it
 */
export function startWatchdog<Id>({ tail, headsOf }: Watched<Id>, logger: Logger): () => void {
  let asking = false
  async function ask(): Promise<void> {
    const followed = tail.followed()
    if (asking || followed.length === 0) return
    asking = true
    try {
      for (const { id, head } of await headsOf(followed)) tail.hint(id, head)
    } catch (error) {
      logger.warn({ err: error }, 'could not ask how far the logs have come')
    } finally {
      asking = false
    }
  }
  const timer = setInterval(() => void ask(), INTERVAL_MS)
  timer.unref()
  return () => clearInterval(timer)
}
