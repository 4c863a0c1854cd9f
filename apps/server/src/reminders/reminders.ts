import { limits, type MessageId, type Reminder, type Timestamp } from '@chat/protocol'
import { sql } from 'kysely'
import type { Writing } from '../database/statements.ts'
import type { Refused } from '../log/applier.ts'
import { refuseUnlessWritten } from '../messages/refuse-unless-written.ts'
import type { OwnChange, PersonKindKeeper } from '../personal/person-kind.ts'

/** Somebody wants to be reminded of a message, is reminded, or is done with it. */
export type ReminderChange = SetReminder | FireReminder | ClearReminder

interface OfMessage extends OwnChange {
  readonly kind: 'reminders'
  readonly messageId: MessageId
}

interface SetReminder extends OfMessage {
  readonly act: 'set'
  readonly remindAt: Timestamp
}

interface FireReminder extends OfMessage {
  readonly act: 'fire'
  /** The time that has come: one that was set meanwhile has not. */
  readonly remindAt: Timestamp
  readonly firedAt: Timestamp
}

interface ClearReminder extends OfMessage {
  readonly act: 'clear'
}

const TOO_MANY: Refused = {
  status: 'refused',
  code: 'FORBIDDEN',
  message: `You can have ${limits.reminders} reminders at most.`,
}

/** That they may read the message the caller has checked; of what it says nothing is here. */
export const reminders: PersonKindKeeper<ReminderChange, Reminder> = {
  subject: ({ messageId }) => messageId,
  apply(writing, change) {
    if (change.act === 'set') return set(writing, change)
    return change.act === 'fire' ? fire(writing, change) : clear(writing, change)
  },
  async find(db, userId, subjects) {
    const rows = await db
      .selectFrom('reminders')
      .innerJoin('messages', 'messages.id', 'reminders.message_id')
      .select(['message_id', 'room_id', 'remind_at', 'fired_at'])
      .where('user_id', '=', userId)
      .where(sql.ref<string>('message_id'), 'in', subjects)
      .execute()
    return new Map(
      rows.map((row) => [
        row.message_id,
        {
          messageId: row.message_id,
          roomId: row.room_id,
          remindAt: row.remind_at,
          ...(row.fired_at !== null && { firedAt: row.fired_at }),
        },
      ]),
    )
  },
  async erase(db, userId) {
    await db.deleteFrom('reminders').where('user_id', '=', userId).execute()
  },
}

async function set(writing: Writing, { userId, messageId, remindAt }: SetReminder) {
  const { db } = writing
  const others = await db
    .selectFrom('reminders')
    .select(['message_id', 'remind_at'])
    .where('user_id', '=', userId)
    .execute()
  const known = others.find((row) => row.message_id === messageId)
  // Also the retry of somebody who did not hear that it had been set: it may have fallen due since.
  if (known?.remind_at === remindAt) return 'unchanged'
  if (!known && others.length >= limits.reminders) return TOO_MANY
  const refused = await refuseUnlessWritten(writing, messageId)
  if (refused) return refused
  const row = { remind_at: remindAt, fired_at: null }
  await db
    .insertInto('reminders')
    .values({ user_id: userId, message_id: messageId, ...row })
    .onConflict((conflict) => conflict.columns(['user_id', 'message_id']).doUpdateSet(row))
    .execute()
  return 'kept'
}

/** Of several nodes that come at once the first one fires it. */
async function fire({ db }: Writing, { userId, messageId, remindAt, firedAt }: FireReminder) {
  const { numUpdatedRows } = await db
    .updateTable('reminders')
    .set({ fired_at: firedAt })
    .where('user_id', '=', userId)
    .where('message_id', '=', messageId)
    .where('remind_at', '=', remindAt)
    .where('fired_at', 'is', null)
    .executeTakeFirst()
  return numUpdatedRows > 0n ? 'kept' : 'unchanged'
}

async function clear({ db }: Writing, { userId, messageId }: ClearReminder) {
  const { numDeletedRows } = await db
    .deleteFrom('reminders')
    .where('user_id', '=', userId)
    .where('message_id', '=', messageId)
    .executeTakeFirst()
  return numDeletedRows > 0n ? 'gone' : 'unchanged'
}
