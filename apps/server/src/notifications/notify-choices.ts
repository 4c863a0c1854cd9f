import { type notifyRoom, type ParsedInput, type RoomId, type RoomNotify, roomNotifyAfter } from '@chat/protocol'
import { type Kysely, sql } from 'kysely'
import type { Tables } from '../database/tables.ts'
import type { OwnChange, PersonKindKeeper } from '../personal/person-kind.ts'
import { selectMemberships } from '../rooms/members-store.ts'
import { NO_SUCH_ROOM } from '../rooms/room-access.ts'

/** Somebody chooses what notifies them in a room. */
export interface ChooseForRoom extends OwnChange {
  readonly kind: 'notify'
  readonly roomId: RoomId
  /** Absent where they have left the room: what they had chosen there is over. */
  readonly choice?: Omit<ParsedInput<typeof notifyRoom>, 'roomId'>
}

export const notifyChoices: PersonKindKeeper<ChooseForRoom, RoomNotify> = {
  subject: ({ roomId }) => roomId,
  async apply(writing, { userId, roomId, choice }, { at }) {
    const { db } = writing
    // Whoever leaves the room at this moment takes the lock on this log after that, or has had it before.
    const member = choice && (await selectMemberships(writing, [{ roomId, userId }]))(roomId, userId)
    if (choice && member?.left_seq !== null) return NO_SUCH_ROOM
    const known = await chosenBy(db, userId).where('room_id', '=', roomId).executeTakeFirst()
    const before = known ? toRoomNotify(known) : { roomId }
    const after = choice ? roomNotifyAfter(before, choice, at) : { roomId }
    if (isSame(before, after)) return 'unchanged'
    const row = { level: after.level ?? null, muted: Number(after.muted ?? 0), muted_until: after.mutedUntil ?? null }
    if (row.level === null && row.muted === 0) {
      await db.deleteFrom('notify_choices').where('user_id', '=', userId).where('room_id', '=', roomId).execute()
      return 'gone'
    }
    await db
      .insertInto('notify_choices')
      .values({ user_id: userId, room_id: roomId, ...row })
      .onConflict((conflict) => conflict.columns(['user_id', 'room_id']).doUpdateSet(row))
      .execute()
    return 'kept'
  },
  async find(db, userId, subjects) {
    const rows = await chosenBy(db, userId).where(sql.ref<string>('room_id'), 'in', subjects).execute()
    return new Map(rows.map((row) => [row.room_id, toRoomNotify(row)]))
  },
  async erase(db, userId) {
    await db.deleteFrom('notify_choices').where('user_id', '=', userId).execute()
  },
}

function chosenBy(db: Kysely<Tables>, userId: ChooseForRoom['userId']) {
  return db
    .selectFrom('notify_choices')
    .select(['room_id', 'level', 'muted', 'muted_until'])
    .where('user_id', '=', userId)
}

/** A mute whose time is over stands here as it was: nobody is told. */
function toRoomNotify({ room_id, level, muted, muted_until }: Omit<Tables['notify_choices'], 'user_id'>): RoomNotify {
  return {
    roomId: room_id,
    ...(level !== null && { level }),
    ...(muted === 1 && { muted: true as const }),
    ...(muted_until !== null && { mutedUntil: muted_until }),
  }
}

function isSame(one: RoomNotify, other: RoomNotify): boolean {
  return one.level === other.level && one.muted === other.muted && one.mutedUntil === other.mutedUntil
}
