import type { UserId } from '@chat/protocol'
import type { Database } from '../database/database.ts'

/** What somebody gets to read who is suspended, wherever they try. */
export const SUSPENDED = {
  code: 'FORBIDDEN',
  message: 'Your account is suspended on this server. Whoever runs it can let you in again.',
} as const

/** Whether somebody may not come in. */
export async function isSuspended({ read }: Pick<Database, 'read'>, userId: UserId): Promise<boolean> {
  const row = await read.selectFrom('users').select('suspended_at').where('id', '=', userId).executeTakeFirst()
  return row?.suspended_at != null
}
