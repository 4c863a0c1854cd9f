import type { Draft, MessageId, RoomId, Seq, UserId } from '@chat/protocol'
import { sql } from 'kysely'
import type { Refused } from '../log/applier.ts'
import type { OwnChange, PersonKindKeeper } from '../personal/person-kind.ts'
import { findRefusedReplies } from '../replies/find-refused-replies.ts'

/** Somebody writes something, and has not sent it yet. */
export interface WriteDraft extends OwnChange {
  readonly kind: 'drafts'
  readonly roomId: RoomId
  /** Empty where they have sent it, or thought better of it. */
  readonly text: string
  /** The message of the room that it answers. */
  readonly replyTo?: MessageId | undefined
  /** The draft that they have gone on with. */
  readonly version: Seq
}

const LATER: Refused = {
  status: 'refused',
  code: 'CONFLICT',
  message: 'Another device has written something else here meanwhile.',
}

/** Of two devices the one that knows of the other's draft writes over it; the other is told, and keeps both. */
export const drafts: PersonKindKeeper<WriteDraft, Draft> = {
  subject: ({ roomId }) => roomId,
  async apply(writing, { userId, roomId, text, replyTo, version }, { seq }) {
    const { db } = writing
    const known = await db
      .selectFrom('drafts')
      .select(['text', 'reply_to', 'seq'])
      .where('user_id', '=', userId)
      .where('room_id', '=', roomId)
      .executeTakeFirst()
    // Also the retry of somebody who did not hear that it had been done.
    const reply_to = text === '' ? null : (replyTo ?? null)
    if ((known?.text ?? '') === text && (known?.reply_to ?? null) === reply_to) return 'unchanged'
    if (known && known.seq > version) return LATER
    if (text === '') {
      await db.deleteFrom('drafts').where('user_id', '=', userId).where('room_id', '=', roomId).execute()
      return 'gone'
    }
    const reply = { roomId, ...(reply_to !== null && { replyTo: reply_to }) }
    const refused = (await findRefusedReplies(writing, [reply]))(reply)
    if (refused) return refused
    await db
      .insertInto('drafts')
      .values({ user_id: userId, room_id: roomId, text, reply_to, seq })
      .onConflict((conflict) => conflict.columns(['user_id', 'room_id']).doUpdateSet({ text, reply_to, seq }))
      .execute()
    return 'kept'
  },
  async find(db, userId, subjects) {
    const rows = await db
      .selectFrom('drafts')
      .leftJoin('messages', 'messages.id', 'drafts.reply_to')
      .select(['drafts.room_id', 'drafts.text', 'drafts.seq', 'messages.id', 'messages.seq as place', 'author_id'])
      .where('user_id', '=', userId)
      .where(sql.ref<string>('drafts.room_id'), 'in', subjects)
      .execute()
    return new Map(rows.map((row) => [row.room_id, toDraft(row)]))
  },
  async erase(db, userId) {
    await db.deleteFrom('drafts').where('user_id', '=', userId).execute()
  },
}

function toDraft(row: {
  room_id: RoomId
  text: string
  seq: Seq
  id: MessageId | null
  place: Seq | null
  author_id: UserId | null
}): Draft {
  const { id, place: seq, author_id: authorId } = row
  const answered = id !== null && seq !== null && authorId !== null ? { id, seq, authorId } : undefined
  return { roomId: row.room_id, text: row.text, version: row.seq, ...(answered && { answered }) }
}
