import type { Database } from '../database/database.ts'
import { inBatches } from '../database/in-batches.ts'
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
      .where('deleted_at', 'is', null)
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

/** A session as one of somebody's devices. */
export interface StoredDevice {
  readonly id: string
  readonly userAgent: string | null
  readonly createdAt: number
  readonly seenAt: number
}

/** Somebody's sessions that have not ended, those that were used last first. */
export async function findDevices({ read }: Pick<Database, 'read'>, userId: string): Promise<StoredDevice[]> {
  const rows = await read
    .selectFrom('sessions')
    .select(['id', 'user_agent', 'created_at', 'updated_at', 'expires_at'])
    .where('user_id', '=', userId)
    .execute()
  return rows
    .filter((row) => new Date(row.expires_at).getTime() > Date.now())
    .map((row) => ({
      id: row.id,
      userAgent: row.user_agent,
      createdAt: new Date(row.created_at).getTime(),
      seenAt: new Date(row.updated_at).getTime(),
    }))
    .sort((a, b) => b.seenAt - a.seenAt)
}

/** The token of one of somebody's sessions; undefined if it is not theirs or has ended. */
export async function findSessionToken(
  { read }: Pick<Database, 'read'>,
  userId: string,
  sessionId: string,
): Promise<string | undefined> {
  const row = await read
    .selectFrom('sessions')
    .select('token')
    .where('id', '=', sessionId)
    .where('user_id', '=', userId)
    .executeTakeFirst()
  return row?.token
}

/** Notes that sessions were used. */
export async function touchSessions(
  { write, dialect }: Pick<Database, 'write' | 'dialect'>,
  sessionIds: readonly string[],
  at: Date,
): Promise<void> {
  const updated_at = dialect === 'sqlite' ? at.toISOString() : at
  await inBatches(sessionIds, (some) =>
    write.updateTable('sessions').set({ updated_at }).where('id', 'in', some).execute(),
  )
}
