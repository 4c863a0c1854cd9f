import type { RoomId, RoomSummary, Seq } from '@chat/protocol'
import { type Kysely, sql } from 'kysely'
import type { Writing } from '../database/statements.ts'
import type { Tables } from '../database/tables.ts'
import { describeForAll, roomColumns } from '../rooms/rooms-store.ts'

/** The pinned messages of a room that were pinned before a place in its log, the latest pin first. */
export function findPinned(
  db: Kysely<Tables>,
  { roomId, before, limit }: { readonly roomId: RoomId; readonly before: Seq; readonly limit: number },
): Promise<Tables['messages'][]> {
  return db
    .selectFrom('messages')
    .selectAll()
    .where('room_id', '=', roomId)
    .where('pinned_seq', 'is not', null)
    .where('pinned_seq', '<', before)
    .orderBy('pinned_seq', 'desc')
    .limit(limit)
    .execute()
}

/** A place in a room's log at which so many pins more are there, or fewer. */
export interface PinsChanged {
  readonly roomId: RoomId
  readonly seq: Seq
  readonly more: number
}

/** Counts pins. @returns each room as everybody sees it then. */
export async function countPins(
  { db }: Writing,
  changed: readonly PinsChanged[],
): Promise<ReadonlyMap<RoomId, RoomSummary>> {
  const rooms = new Map<RoomId, RoomSummary>()
  for (const { roomId, seq, more } of changed) {
    const row = await db
      .updateTable('rooms')
      .set({ pin_count: sql`pin_count + ${more}`, changed_seq: seq })
      .where('id', '=', roomId)
      .returning(roomColumns)
      .executeTakeFirstOrThrow()
    rooms.set(roomId, describeForAll({ ...row, head: seq }))
  }
  return rooms
}
