import type { Kysely } from 'kysely'
import type { Tables } from '../database/tables.ts'
import type { Logger } from '../logger.ts'
import type { RoomTail } from './room-tail.ts'

const INTERVAL_MS = 2_000

/**
 * Asks the database every two seconds how far the followed rooms have come, so that no change stays unseen for longer,
 * whatever went wrong with the news of it.
 *
 * @returns a function that ends it
 */
export function startWatchdog(db: Kysely<Tables>, tail: RoomTail, logger: Logger): () => void {
  let asking = false
  async function ask(): Promise<void> {
    const roomIds = tail.rooms()
    if (asking || roomIds.length === 0) return
    asking = true
    try {
      const rows = await db.selectFrom('rooms').select(['id', 'head']).where('id', 'in', roomIds).execute()
      for (const { id, head } of rows) tail.hint(id, head)
    } catch (error) {
      logger.warn({ err: error }, 'could not ask for the heads of the rooms')
    } finally {
      asking = false
    }
  }
  const timer = setInterval(() => void ask(), INTERVAL_MS)
  timer.unref()
  return () => clearInterval(timer)
}
