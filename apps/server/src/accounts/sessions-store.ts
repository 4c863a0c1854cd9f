import type { Database } from '../database/database.ts'
import { readTogether } from '../database/read-together.ts'

/** A session as it is in the database, ended or not; times in milliseconds since the epoch. */
export interface StoredSession {
  readonly id: string
  readonly userId: string
  readonly expiresAt: number
  /** Whoever it belongs to is suspended. */
  readonly suspended: boolean
}

/**
 * Finds sessions by their tokens. Nothing is kept, so a session that is deleted is not found any more.
 */
export function createSessionFinder({
  read,
}: Pick<Database, 'read'>): (token: string) => Promise<StoredSession | undefined> {
  return readTogether(String, async (tokens: readonly string[]) => {
    const rows = await read
      .selectFrom('sessions')
      .innerJoin('users', 'users.id', 'sessions.user_id')
      .select(['token', 'sessions.id', 'user_id', 'expires_at', 'suspended_at'])
      .where('token', 'in', tokens)
      .execute()
    return new Map(
      rows.map((row) => [
        row.token,
        {
          id: row.id,
          userId: row.user_id,
          expiresAt: new Date(row.expires_at).getTime(),
          suspended: row.suspended_at !== null,
        },
      ]),
    )
  })
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
