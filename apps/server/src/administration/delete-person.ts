import { deletePerson, type UserId } from '@chat/protocol'
import type { Transaction } from 'kysely'
import { erasePerson } from '../accounts/erase-person.ts'
import type { Tables } from '../database/tables.ts'
import { noteDeletion } from '../deletions/deletions-store.ts'
import { ChatError } from '../gate/chat-error.ts'
import { handle } from '../gate/handler.ts'
import { requirePower } from './require-power.ts'
import { keepAnOwner, lockServerRoles, serverRoleOf } from './server-roles.ts'

/** The answer comes once they are out of every room; what they wrote goes afterwards, where it is to. */
export const handleDeletePerson = handle(deletePerson, async ({ input, actor, database, deletions }) => {
  const { userId, messages } = input
  await database.write.transaction().execute(async (db) => {
    await lockServerRoles(db)
    const { deleted, ...target } = await findTarget(db, userId)
    requirePower({ userId: actor.userId, serverRole: await serverRoleOf(db, actor.userId) }, target)
    if (deleted) return noteDeletion(db, userId, messages)
    await keepAnOwner(db, userId)
    await erasePerson(db, userId, messages)
  })
  await deletions.begin(userId)
  return {}
})

async function findTarget(db: Transaction<Tables>, userId: UserId) {
  const row = await db
    .selectFrom('users')
    .select(['server_role', 'deleted_at'])
    .where('id', '=', userId)
    .executeTakeFirst()
  if (!row) throw new ChatError('NOT_FOUND', 'There is no such person.')
  return { userId, serverRole: row.server_role, deleted: row.deleted_at !== null }
}
