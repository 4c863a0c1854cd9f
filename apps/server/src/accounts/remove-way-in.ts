import type { UserId } from '@chat/protocol'
import type { Transaction } from 'kysely'
import type { Tables } from '../database/tables.ts'
import { refusal } from './refusal.ts'
import type { RouteParts } from './routes/route-parts.ts'

/**
 * Takes a way to sign in from somebody, unless it is the only one.
 *
 * @param remove says whether there was such a way
 * @param missing what is said where there was none
 * @throws {APIError} if there was none, or none would be left
 */
export async function removeWayIn(
  { database, provider }: Pick<RouteParts, 'database' | 'provider'>,
  userId: UserId,
  remove: (db: Transaction<Tables>) => Promise<boolean>,
  missing: string,
): Promise<void> {
  await database.write.transaction().execute(async (transaction) => {
    if (!(await remove(transaction))) throw refusal('NOT_FOUND', missing)
    await keepAWayIn(transaction, userId, provider)
  })
}

async function keepAWayIn(db: Transaction<Tables>, userId: UserId, provider: RouteParts['provider']): Promise<void> {
  // Writing the row locks it on PostgreSQL: the last two ways cannot go at the same moment.
  await db
    .updateTable('users')
    .set((row) => ({ server_role: row.ref('server_role') }))
    .where('id', '=', userId)
    .execute()
  // One at a provider that the server has no more is none.
  const account = await db
    .selectFrom('accounts')
    .select('id')
    .where('user_id', '=', userId)
    .where('provider_id', 'in', ['credential', ...(provider ? [provider.id] : [])])
    .limit(1)
    .executeTakeFirst()
  const passkey = await db.selectFrom('passkeys').select('id').where('user_id', '=', userId).limit(1).executeTakeFirst()
  if (!account && !passkey)
    throw refusal('CONFLICT', 'This is the only way into your account. Add another one first.', 'LAST_WAY_IN')
}
