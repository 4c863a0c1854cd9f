import type { Draft, RoomId, Seq } from '@chat/protocol'
import { sql } from 'kysely'
import type { Refused } from '../log/applier.ts'
import type { OwnChange, PersonKindKeeper } from '../personal/person-kind.ts'

/** Somebody writes something, and has not sent it yet. */
export interface WriteDraft extends OwnChange {
  readonly kind: 'drafts'
  readonly roomId: RoomId
  /** Empty where they have sent it, or thought better of it. */
  readonly text: string
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
  async apply({ db }, { userId, roomId, text, version }, { seq }) {
    const known = await db
      .selectFrom('drafts')
      .select(['text', 'seq'])
      .where('user_id', '=', userId)
      .where('room_id', '=', roomId)
      .executeTakeFirst()
    // Also the retry of somebody who did not hear that it had been done.
    if ((known?.text ?? '') === text) return 'unchanged'
    if (known && known.seq > version) return LATER
    if (text === '') {
      await db.deleteFrom('drafts').where('user_id', '=', userId).where('room_id', '=', roomId).execute()
      return 'applied'
    }
    await db
      .insertInto('drafts')
      .values({ user_id: userId, room_id: roomId, text, seq })
      .onConflict((conflict) => conflict.columns(['user_id', 'room_id']).doUpdateSet({ text, seq }))
      .execute()
    return 'applied'
  },
  async find(db, userId, subjects) {
    const rows = await db
      .selectFrom('drafts')
      .selectAll()
      .where('user_id', '=', userId)
      .where(sql.ref<string>('room_id'), 'in', subjects)
      .execute()
    return new Map(rows.map((row) => [row.room_id, { roomId: row.room_id, text: row.text, version: row.seq }]))
  },
  async erase(db, userId) {
    await db.deleteFrom('drafts').where('user_id', '=', userId).execute()
  },
}
