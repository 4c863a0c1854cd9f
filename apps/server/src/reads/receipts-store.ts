import type { RoomId, Seq, UserId } from '@chat/protocol'
import { type Kysely, sql } from 'kysely'
import type { Tables } from '../database/tables.ts'

/** Everybody who has turned receipts off. Read once at the start. */
export async function findReceiptsOff(db: Kysely<Tables>): Promise<Set<UserId>> {
  const rows = await db.selectFrom('users').select('id').where('receipts_off', '=', 1).execute()
  return new Set(rows.map(({ id }) => id))
}

export async function keepReceipts(db: Kysely<Tables>, userId: UserId, on: boolean): Promise<void> {
  await db
    .updateTable('users')
    .set({ receipts_off: on ? 0 : 1 })
    .where('id', '=', userId)
    .execute()
}

/** How far messages have arrived on a device of somebody, in those of these rooms that they are in, and how many are there. */
export async function findDeliveries(
  db: Kysely<Tables>,
  { userId, roomIds }: { readonly userId: UserId; readonly roomIds: readonly RoomId[] },
): Promise<{ roomId: RoomId; deliveredSeq: Seq; memberCount: number }[]> {
  const rows = await db
    .selectFrom('members')
    .innerJoin('rooms', 'rooms.id', 'members.room_id')
    .select(['members.room_id', 'members.delivered_seq', 'rooms.member_count'])
    .where('members.user_id', '=', userId)
    .where('members.room_id', 'in', roomIds)
    .where('members.left_seq', 'is', null)
    .execute()
  return rows.map((row) => ({ roomId: row.room_id, deliveredSeq: row.delivered_seq, memberCount: row.member_count }))
}

/** Members that are looked at in one query. */
const AT_ONCE = 500

/**
 * The next members of a room of whom others may know that they have read up to a position, by id. Walks through the
 * room's members and stops when it has enough; an index would have to be written with every mark.
 *
 * @param isShown leaves out whom whoever asks may not know of, before anything is counted: the size of a page, and where
 *   the next one begins, would tell of them
 */
export async function findReaders(
  db: Kysely<Tables>,
  {
    roomId,
    seq,
    isShown,
    after = '',
    limit,
  }: {
    readonly roomId: RoomId
    readonly seq: Seq
    readonly isShown: (userId: UserId) => boolean
    readonly after?: string | undefined
    readonly limit: number
  },
): Promise<UserId[]> {
  const readers: UserId[] = []
  for (let next = after; readers.length < limit; ) {
    const rows = await db
      .selectFrom('members')
      .select(['user_id', 'left_seq', 'shown_read_seq'])
      .where('room_id', '=', roomId)
      .where(sql.ref<string>('user_id'), '>', next)
      .orderBy('user_id')
      .limit(AT_ONCE)
      .execute()
    const visible = rows.filter((row) => row.left_seq === null && row.shown_read_seq >= seq && isShown(row.user_id))
    readers.push(...visible.map((row) => row.user_id))
    const last = rows.at(-1)
    if (!last || rows.length < AT_ONCE) break
    next = last.user_id
  }
  return readers.slice(0, limit)
}
