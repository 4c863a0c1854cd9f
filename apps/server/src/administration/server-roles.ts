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
 * Lets nobody else change who runs the server until the transaction is over. To be called first in it, so that all that is
 * read afterwards still holds when it is acted on: two owners cannot remove each other at once. By a row of its own, as
 * transactions that lock several people would wait for each other.
 */
export async function lockServerRoles(db: Transaction<Tables>): Promise<void> {
  await db
    .insertInto('server_settings')
    .values({ name: 'roles-lock', value: '' })
    .onConflict((conflict) => conflict.column('name').doUpdateSet({ value: '' }))
    .execute()
}

/**
 * Makes sure that an owner is left without this person. To be called before they are taken the role, suspended or
 * deleted, in the same transaction, after {@link lockServerRoles}.
 *
 * @throws {ChatError} FORBIDDEN if they are the last one
 */
export async function keepAnOwner(db: Transaction<Tables>, userId: UserId): Promise<void> {
  const owners = await db
    .selectFrom('users')
    .select('id')
    .where('server_role', '=', 'owner')
    .where('suspended_at', 'is', null)
    .where('deleted_at', 'is', null)
    .execute()
  if (owners.length === 1 && owners[0]?.id === userId) {
    throw new ChatError('FORBIDDEN', 'A server keeps its last owner. Make somebody else an owner first.')
  }
}
