import type { Database } from '../database/database.ts'

/** When these sessions end, in milliseconds since the epoch; those that do not exist any more are left out. */
export async function findSessionExpiry(
  { read }: Pick<Database, 'read'>,
  sessionIds: readonly string[],
): Promise<Map<string, number>> {
  if (sessionIds.length === 0) return new Map()
  const rows = await read.selectFrom('sessions').select(['id', 'expires_at']).where('id', 'in', sessionIds).execute()
  return new Map(rows.map((row) => [row.id, new Date(row.expires_at).getTime()]))
}
