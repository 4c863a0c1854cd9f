import { limits, type MessageId, type SavedMessage } from '@chat/protocol'
import { sql } from 'kysely'
import type { Writing } from '../database/statements.ts'
import type { Refused } from '../log/applier.ts'
import { refuseUnlessWritten } from '../messages/refuse-unless-written.ts'
import type { OwnChange, PersonKindKeeper, Place } from '../personal/person-kind.ts'

/** Somebody saves a message for later, or takes that back. */
export interface SaveMessage extends OwnChange {
  readonly kind: 'saved'
  readonly messageId: MessageId
  readonly on: boolean
}

const TOO_MANY: Refused = {
  status: 'refused',
  code: 'FORBIDDEN',
  message: `You can save ${limits.savedMessages} messages at most.`,
}

/** That they may read the message the caller has checked; what they save is no more than that there is one. */
export const savedMessages: PersonKindKeeper<SaveMessage, SavedMessage> = {
  subject: ({ messageId }) => messageId,
  async apply(writing, change, place) {
    if (change.on) return save(writing, change, place)
    const { numDeletedRows } = await writing.db
      .deleteFrom('saved_messages')
      .where('user_id', '=', change.userId)
      .where('message_id', '=', change.messageId)
      .executeTakeFirst()
    return numDeletedRows > 0n ? 'gone' : 'unchanged'
  },
  async find(db, userId, subjects) {
    const rows = await db
      .selectFrom('saved_messages')
      .innerJoin('messages', 'messages.id', 'saved_messages.message_id')
      .select(['message_id', 'room_id', 'saved_at'])
      .where('user_id', '=', userId)
      .where(sql.ref<string>('message_id'), 'in', subjects)
      .execute()
    return new Map(
      rows.map((row) => [row.message_id, { messageId: row.message_id, roomId: row.room_id, savedAt: row.saved_at }]),
    )
  },
  async erase(db, userId) {
    await db.deleteFrom('saved_messages').where('user_id', '=', userId).execute()
  },
}

async function save(writing: Writing, { userId, messageId }: SaveMessage, { seq, at }: Place) {
  const { db } = writing
  const saved = await db
    .selectFrom('saved_messages')
    .select(({ fn }) => [
      fn.countAll<number>().as('count'),
      fn.sum<number>(sql`case when message_id = ${messageId} then 1 else 0 end`).as('known'),
    ])
    .where('user_id', '=', userId)
    .executeTakeFirstOrThrow()
  if (Number(saved.known) > 0) return 'unchanged'
  if (Number(saved.count) >= limits.savedMessages) return TOO_MANY
  const refused = await refuseUnlessWritten(writing, messageId)
  if (refused) return refused
  await db.insertInto('saved_messages').values({ user_id: userId, message_id: messageId, saved_at: at, seq }).execute()
  return 'kept'
}
