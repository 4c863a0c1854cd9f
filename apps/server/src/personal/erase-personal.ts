import type { UserId } from '@chat/protocol'
import type { Kysely } from 'kysely'
import type { Tables } from '../database/tables.ts'
import { personKinds } from './person-kinds.ts'

/** Takes away everything that was somebody's own, and that it ever was. */
export async function erasePersonal(db: Kysely<Tables>, userId: UserId): Promise<void> {
  // First: whoever writes something of theirs holds the lock of this row.
  await db.deleteFrom('person_heads').where('user_id', '=', userId).execute()
  await db.deleteFrom('person_log').where('user_id', '=', userId).execute()
  for (const { erase } of Object.values(personKinds)) await erase(db, userId)
}
