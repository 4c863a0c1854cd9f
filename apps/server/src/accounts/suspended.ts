import type { UserId } from '@chat/protocol'
import type { Database } from '../database/database.ts'

/** What somebody gets to read who is suspended, wherever they try. */
export const SUSPENDED = {
  code: 'FORBIDDEN',
  message: 'Your account is suspended on this server. Whoever runs it can let you in again.',
} as const

/** What keeps somebody out. */
export async function whatKeepsOut(
  { read }: Pick<Database, 'read'>,
  userId: UserId,
): Promise<'suspended' | 'deleted' | undefined> {
  const row = await read
    .selectFrom('users')
    .select(['suspended_at', 'deleted_at'])
    .where('id', '=', userId)
    .executeTakeFirst()
  if (row?.deleted_at != null) return 'deleted'
  return row?.suspended_at != null ? 'suspended' : undefined
}
