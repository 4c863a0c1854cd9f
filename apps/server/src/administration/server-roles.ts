import type { ServerRole, UserId } from '@chat/protocol'
import type { Kysely, Transaction } from 'kysely'
import type { Tables } from '../database/tables.ts'
import { ChatError } from '../gate/chat-error.ts'

/**
 * What somebody is on the server now. Read anew for each request that asks for it, so that whoever loses a role loses it
 * on connections that are open too.
 */
export async function serverRoleOf(db: Kysely<Tables>, userId: UserId): Promise<ServerRole> {
  const row = await db.selectFrom('users').select('server_role').where('id', '=', userId).executeTakeFirst()
  return row?.server_role ?? 'member'
}

/** Whether the server has an owner. */
export async function hasOwner(db: Kysely<Tables>): Promise<boolean> {
  const row = await db
    .selectFrom('users')
    .select('id')
    .where('server_role', '=', 'owner')
    .where('deleted_at', 'is', null)
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

/**
 * Makes sure that an owner is left without this person. To be called before they are taken the role, suspended or
 * deleted, in the same transaction.
 *
 * @throws {ChatError} FORBIDDEN if they are the last one
 */
export async function keepAnOwner(db: Transaction<Tables>, userId: UserId): Promise<void> {
  // Writing the rows, not only reading them, locks them on PostgreSQL: two owners cannot remove each other at once.
  const owners = await db
    .updateTable('users')
    .set((row) => ({ server_role: row.ref('server_role') }))
    .where('server_role', '=', 'owner')
    .where('suspended_at', 'is', null)
    .where('deleted_at', 'is', null)
    .returning('id')
    .execute()
  if (owners.length === 1 && owners[0]?.id === userId) {
    throw new ChatError('FORBIDDEN', 'A server keeps its last owner. Make somebody else an owner first.')
  }
}
