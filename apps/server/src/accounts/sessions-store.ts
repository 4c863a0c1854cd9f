import DataLoader from 'dataloader'
import type { Database } from '../database/database.ts'

/** A session as it is in the database, ended or not; times in milliseconds since the epoch. */
export interface StoredSession {
  readonly id: string
  readonly userId: string
  readonly expiresAt: number
}

const MAX_AT_ONCE = 500

/**
 * Finds sessions by their tokens. What is looked for at the same time is read at once: after a failure of the network
 * everybody comes back within a second. Nothing is kept, so a session that is deleted is not found any more.
 */
export function createSessionFinder({
  read,
}: Pick<Database, 'read'>): (token: string) => Promise<StoredSession | null> {
  const loader = new DataLoader<string, StoredSession | null>(
    async (tokens) => {
      const rows = await read
        .selectFrom('sessions')
        .select(['token', 'id', 'user_id', 'expires_at'])
        .where('token', 'in', tokens)
        .execute()
      const byToken = new Map(rows.map((row) => [row.token, row]))
      return tokens.map((token) => {
        const row = byToken.get(token)
        return row ? { id: row.id, userId: row.user_id, expiresAt: new Date(row.expires_at).getTime() } : null
      })
    },
    { cache: false, maxBatchSize: MAX_AT_ONCE, batchScheduleFn: (read) => setImmediate(read) },
  )
  return (token) => loader.load(token)
}

/** When these sessions end, in milliseconds since the epoch; those that do not exist any more are left out. */
export async function findSessionExpiry(
  { read }: Pick<Database, 'read'>,
  sessionIds: readonly string[],
): Promise<Map<string, number>> {
  if (sessionIds.length === 0) return new Map()
  const rows = await read.selectFrom('sessions').select(['id', 'expires_at']).where('id', 'in', sessionIds).execute()
  return new Map(rows.map((row) => [row.id, new Date(row.expires_at).getTime()]))
}
