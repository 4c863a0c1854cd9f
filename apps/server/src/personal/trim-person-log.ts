import type { UserId } from '@chat/protocol'
import type { Kysely } from 'kysely'
import type { Tables } from '../database/tables.ts'

/** Of so many things that are gone somebody's log still says so. */
const GONE_KEPT = 500

/**
 * Forgets that things were there which have been gone for longest, so that a log is never much larger than what there is.
 * Whoever has not heard of it by then gets everything anew. Inside the transaction that holds the lock on the log.
 */
export async function trimPersonLog(db: Kysely<Tables>, userId: UserId): Promise<void> {
  const last = await db
    .selectFrom('person_log')
    .select('seq')
    .where('user_id', '=', userId)
    .where('gone', '=', 1)
    .orderBy('seq', 'desc')
    .offset(GONE_KEPT)
    .limit(1)
    .executeTakeFirst()
  if (!last) return
  await db
    .deleteFrom('person_log')
    .where('user_id', '=', userId)
    .where('gone', '=', 1)
    .where('seq', '<=', last.seq)
    .execute()
  await db.updateTable('person_heads').set({ trimmed: last.seq }).where('user_id', '=', userId).execute()
}
