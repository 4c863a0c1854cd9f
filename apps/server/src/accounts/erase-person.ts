import type { UserId } from '@chat/protocol'
import { sql, type Transaction } from 'kysely'
import type { Tables } from '../database/tables.ts'

/** What stands beside the messages of somebody who is gone. */
const NAME = 'Deleted account'

/** What stands in place of the address of somebody who is gone. */
export const erasedAddress = (userId: UserId): string => `${userId}@deleted.invalid`

/** Takes everything of somebody out of the accounts but that there was a person. Their sessions are for better-auth to end. */
export async function erasePerson(db: Transaction<Tables>, userId: UserId): Promise<void> {
  await db.deleteFrom('accounts').where('user_id', '=', userId).execute()
  await db.deleteFrom('passkeys').where('user_id', '=', userId).execute()
  await db.deleteFrom('two_factors').where('user_id', '=', userId).execute()
  await db.deleteFrom('verifications').where('value', '=', userId).execute()
  await db
    .updateTable('users')
    .set({
      name: NAME,
      email: erasedAddress(userId),
      email_verified: sql`false`,
      image: null,
      is_anonymous: sql`false`,
      two_factor_enabled: sql`false`,
      server_role: 'member',
      status_text: null,
      status_until: null,
      time_zone: null,
      chosen_status: null,
      last_seen_at: null,
    })
    .where('id', '=', userId)
    .execute()
  // After their own row: a picture that comes at this moment has waited for it, or was there before.
  await db.deleteFrom('pictures').where('user_id', '=', userId).execute()
}
