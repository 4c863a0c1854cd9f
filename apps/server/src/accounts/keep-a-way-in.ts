import type { UserId } from '@chat/protocol'
import type { Transaction } from 'kysely'
import type { Tables } from '../database/tables.ts'
import { refusal } from './refusal.ts'
import type { RouteParts } from './routes/route-parts.ts'

/**
 * Makes sure that somebody can still sign in. To be called after a way to sign in has been taken from them, in the same
 * transaction.
 *
 * @throws {APIError} if none is left
 */
export async function keepAWayIn(
  db: Transaction<Tables>,
  userId: UserId,
  { provider }: Pick<RouteParts, 'provider'>,
): Promise<void> {
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
