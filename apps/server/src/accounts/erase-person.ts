import type { deletePerson, ParsedInput, UserId } from '@chat/protocol'
import { type Kysely, sql, type Transaction } from 'kysely'
import { forgetBlocksOf } from '../blocks/blocks-store.ts'
import type { Tables } from '../database/tables.ts'
import { noteDeletion } from '../deletions/deletions-store.ts'
import { forgetInvitesOf } from '../invites/invites-store.ts'
import { forgetMentionsOf } from '../mentions/mentions-store.ts'
import { erasePersonal } from '../personal/erase-personal.ts'
import { forgetThreadsOf } from '../threads/thread-members.ts'

/** What stands beside the messages of somebody who is gone. */
const NAME = 'Deleted account'

/**
 * Takes everything of somebody out of the accounts but that there was a person, and writes down what is left to do: their
 * rooms, and what they wrote. `deletions.begin` does it, once this is committed.
 */
export async function erasePerson(
  db: Transaction<Tables>,
  userId: UserId,
  messages: ParsedInput<typeof deletePerson>['messages'],
): Promise<void> {
  await noteDeletion(db, userId, messages)
  await forgetBlocksOf(db, userId)
  await forgetInvitesOf(db, userId)
  await forgetMentionsOf(db, userId)
  await forgetThreadsOf(db, userId)
  await takeWaysIn(db, userId)
  await db
    .updateTable('users')
    .set({
      name: NAME,
      // Nobody is found by it.
      name_key: '',
      image: null,
      is_anonymous: sql`false`,
      server_role: 'member',
      suspended_at: null,
      deleted_at: Date.now(),
      status_text: null,
      status_until: null,
      time_zone: null,
      chosen_status: null,
      last_seen_at: null,
    })
    .where('id', '=', userId)
    .execute()
  // After their own row, which whoever writes of them has locked first.
  await erasePersonal(db, userId)
  // After their own row: a picture that comes at this moment has waited for it, or was there before.
  await db.deleteFrom('pictures').where('user_id', '=', userId).execute()
}

/**
 * Leaves somebody who is deleted no way in and no address. Done once more at the end of a deletion: a request of theirs that
 * was under way may have written after the first time.
 */
export async function takeWaysIn(db: Kysely<Tables>, userId: UserId): Promise<void> {
  await db.deleteFrom('sessions').where('user_id', '=', userId).execute()
  await db.deleteFrom('accounts').where('user_id', '=', userId).execute()
  await db.deleteFrom('passkeys').where('user_id', '=', userId).execute()
  await db.deleteFrom('two_factors').where('user_id', '=', userId).execute()
  await db.deleteFrom('verifications').where('value', '=', userId).execute()
  await db
    .updateTable('users')
    .set({
      // As addresses are unique, PostgreSQL locks the row for this like one that is taken away: see findDeleted.
      email: `${userId}@deleted.invalid`,
      email_verified: sql`false`,
      two_factor_enabled: sql`false`,
    })
    .where('id', '=', userId)
    .execute()
}
