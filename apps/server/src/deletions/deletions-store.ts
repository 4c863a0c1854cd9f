import type { deletePerson, ParsedInput, RoomId, Seq, UserId } from '@chat/protocol'
import type { Kysely } from 'kysely'
import type { Tables } from '../database/tables.ts'

/** What is left to do about somebody who is deleted. */
export interface Deletion {
  readonly userId: UserId
  readonly withMessages: boolean
  /** Up to where their messages are deleted already. */
  readonly reached: Place | undefined
}

export interface Place {
  readonly roomId: RoomId
  readonly seq: Seq
}

/** Writes down that there is something to do. To be called in the transaction that deletes the person. */
export async function noteDeletion(
  db: Kysely<Tables>,
  userId: UserId,
  messages: ParsedInput<typeof deletePerson>['messages'],
): Promise<void> {
  const with_messages = Number(messages === 'delete')
  await db
    .insertInto('deletions')
    .values({ user_id: userId, with_messages, room_id: null, seq: 0 })
    .onConflict((conflict) =>
      // Nobody takes back that messages are deleted.
      with_messages ? conflict.column('user_id').doUpdateSet({ with_messages }) : conflict.doNothing(),
    )
    .execute()
}

/** The people with whom an earlier process has not come to an end. */
export async function findUnfinished(db: Kysely<Tables>): Promise<UserId[]> {
  const rows = await db.selectFrom('deletions').select('user_id').execute()
  return rows.map((row) => row.user_id)
}

export async function findDeletion(db: Kysely<Tables>, userId: UserId): Promise<Deletion | undefined> {
  const row = await db.selectFrom('deletions').selectAll().where('user_id', '=', userId).executeTakeFirst()
  return (
    row && {
      userId,
      withMessages: row.with_messages === 1,
      reached: row.room_id === null ? undefined : { roomId: row.room_id, seq: row.seq },
    }
  )
}

export async function keepPlace(db: Kysely<Tables>, userId: UserId, { roomId, seq }: Place): Promise<void> {
  await db.updateTable('deletions').set({ room_id: roomId, seq }).where('user_id', '=', userId).execute()
}

/** Nothing is left to do of what was found; what has been asked for since stays. */
export async function endDeletion(db: Kysely<Tables>, { userId, withMessages }: Deletion): Promise<void> {
  await db
    .deleteFrom('deletions')
    .where('user_id', '=', userId)
    .where('with_messages', '=', Number(withMessages))
    .execute()
}
