import { updatePerson } from '@chat/protocol'
import type { Transaction } from 'kysely'
import { SUSPENDED } from '../accounts/suspended.ts'
import type { Tables } from '../database/tables.ts'
import { ChatError } from '../gate/chat-error.ts'
import { type Call, handle } from '../gate/handler.ts'
import { findPerson } from './administered-people.ts'
import { type RankedPerson, requirePower } from './require-power.ts'
import { keepAnOwner, lockServerRoles, serverRoleOf } from './server-roles.ts'

/** Everything is looked at and changed in one transaction: of two who change the same person one comes second. */
export const handleUpdatePerson = handle(updatePerson, async ({ input, actor, database, people, announceUser }) => {
  const { userId, suspended } = input
  await database.write.transaction().execute(async (db) => {
    await lockServerRoles(db)
    const target = { userId, serverRole: (await findPerson(db, userId)).serverRole }
    requirePower({ userId: actor.userId, serverRole: await serverRoleOf(db, actor.userId) }, target)
    if (input.serverRole !== undefined) await changeRole(db, actor.userId, target, input.serverRole)
    if (suspended !== undefined) await changeSuspension(db, target, suspended)
  })
  if (suspended === true) people.end(userId, SUSPENDED)
  if (suspended === false) people.readmit(userId)
  const person = await findPerson(database.write, userId)
  if (input.serverRole !== undefined) await announceUser(person.user)
  return { person }
})

type Input = Call<typeof updatePerson>['input']

async function changeRole(
  db: Transaction<Tables>,
  actorId: Input['userId'],
  { userId, serverRole: before }: RankedPerson,
  serverRole: NonNullable<Input['serverRole']>,
): Promise<void> {
  if (serverRole === before) return
  if ((await serverRoleOf(db, actorId)) !== 'owner') throw new ChatError('FORBIDDEN', 'Only owners may change roles.')
  if (before === 'owner') await keepAnOwner(db, userId)
  await db
    .updateTable('users')
    .set({ server_role: serverRole })
    .where('id', '=', userId)
    // On PostgreSQL they may have been deleted since they were looked at.
    .where('deleted_at', 'is', null)
    .execute()
}

async function changeSuspension(db: Transaction<Tables>, { userId }: RankedPerson, suspended: boolean): Promise<void> {
  if (suspended) await keepAnOwner(db, userId)
  await db
    .updateTable('users')
    .set({ suspended_at: suspended ? Date.now() : null })
    .where('id', '=', userId)
    // Who is suspended already stays so since then.
    .where('suspended_at', suspended ? 'is' : 'is not', null)
    .execute()
}
