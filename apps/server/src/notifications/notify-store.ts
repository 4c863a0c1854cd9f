import {
  initialNotify,
  type NotifyDefaults,
  type notifyRoom,
  type ParsedInput,
  type RoomNotify,
  type setNotify,
  type UserId,
} from '@chat/protocol'
import type { Kysely, Selectable } from 'kysely'
import type { Tables } from '../database/tables.ts'

/** What {@link toRoomNotify} takes. */
export const notifyColumns = ['members.notify_level', 'members.muted', 'members.muted_until'] as const

type NotifyRow = Pick<Tables['members'], 'notify_level' | 'muted' | 'muted_until'>

/** @param now in milliseconds since the epoch: a mute whose time is over is none, whether or not it still stands there */
export function toRoomNotify({ notify_level, muted, muted_until }: NotifyRow, now: number): RoomNotify {
  const isMuted = muted === 1 && (muted_until === null || muted_until > now)
  return {
    ...(notify_level !== null && { notify: notify_level }),
    ...(isMuted && { muted: true as const }),
    ...(isMuted && muted_until !== null && { mutedUntil: muted_until }),
  }
}

/**
 * Changes what is named of somebody's choice for a room.
 *
 * @returns the choice as it is now; undefined if they are not in the room
 */
export async function chooseForRoom(
  db: Kysely<Tables>,
  userId: UserId,
  { roomId, level, muted, mutedForMs }: ParsedInput<typeof notifyRoom>,
  now: number,
): Promise<RoomNotify | undefined> {
  const row = await db
    .updateTable('members')
    .set({
      ...(level !== undefined && { notify_level: level === 'default' ? null : level }),
      ...(muted !== undefined && {
        muted: Number(muted),
        muted_until: mutedForMs === undefined ? null : now + mutedForMs,
      }),
    })
    .where('room_id', '=', roomId)
    .where('user_id', '=', userId)
    .where('left_seq', 'is', null)
    .returning(notifyColumns)
    .executeTakeFirst()
  return row && toRoomNotify(row, now)
}

/** What each of these people has chosen for all rooms; of those who have not, nothing. */
export async function findNotifyDefaults(
  db: Kysely<Tables>,
  userIds: readonly UserId[],
): Promise<Map<UserId, NotifyDefaults>> {
  const rows = await db
    .selectFrom('users')
    .select(['id', 'notify_rooms', 'notify_direct'])
    .where('id', 'in', userIds)
    .where(({ or, eb }) => or([eb('notify_rooms', 'is not', null), eb('notify_direct', 'is not', null)]))
    .execute()
  return new Map(rows.map((row) => [row.id, toDefaults(row)]))
}

/**
 * Changes what is named of what somebody has chosen for all rooms.
 *
 * @returns the choice as it is now; undefined if there is no such person (any more)
 */
export async function chooseDefaults(
  db: Kysely<Tables>,
  userId: UserId,
  { rooms, direct }: ParsedInput<typeof setNotify>,
): Promise<NotifyDefaults | undefined> {
  const row = await db
    .updateTable('users')
    .set({
      ...(rooms !== undefined && { notify_rooms: rooms }),
      ...(direct !== undefined && { notify_direct: direct }),
    })
    .where('id', '=', userId)
    .where('deleted_at', 'is', null)
    .returning(['notify_rooms', 'notify_direct'])
    .executeTakeFirst()
  return row && toDefaults(row)
}

function toDefaults(row: Pick<Selectable<Tables['users']>, 'notify_rooms' | 'notify_direct'>): NotifyDefaults {
  return { rooms: row.notify_rooms ?? initialNotify.rooms, direct: row.notify_direct ?? initialNotify.direct }
}

/** Nothing notifies somebody any more in a way that they have chosen. */
export async function forgetNotifyChoicesOf(db: Kysely<Tables>, userId: UserId): Promise<void> {
  await db.updateTable('users').set({ notify_rooms: null, notify_direct: null }).where('id', '=', userId).execute()
  await db
    .updateTable('members')
    .set({ notify_level: null, muted: 0, muted_until: null })
    .where('user_id', '=', userId)
    .execute()
}
