import type { RoomId, Seq, Timestamp } from '@chat/protocol'
import type { Kysely } from 'kysely'
import type { Tables } from '../database/tables.ts'

/**
 * The first message of a room's timeline that was posted at a moment or later; undefined if there is none up to the head. The times of
 * a room never decrease and its log has no holes, so that halving it finds the place: a few look-ups by key, and no index
 * that every message would have to be written to.
 */
export async function findFirstSince(
  db: Kysely<Tables>,
  { roomId, head }: { readonly roomId: RoomId; readonly head: Seq },
  moment: Timestamp,
): Promise<Seq | undefined> {
  let first = 1
  for (let end = head + 1; first < end; ) {
    const middle = Math.floor((first + end) / 2)
    const entry = await db
      .selectFrom('room_log')
      .select('at')
      .where('room_id', '=', roomId)
      .where('seq', '=', middle)
      .executeTakeFirst()
    if (entry && entry.at < moment) first = middle + 1
    else end = middle
  }
  const message = await db
    .selectFrom('messages')
    .select('seq')
    .where('room_id', '=', roomId)
    .where('seq', '>=', first)
    .where('seq', '<=', head)
    .where('thread_root', 'is', null)
    .orderBy('seq')
    .limit(1)
    .executeTakeFirst()
  return message?.seq
}
