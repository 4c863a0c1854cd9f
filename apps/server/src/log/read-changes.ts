import type { Member, Message, RoomChanges, RoomId, Seq } from '@chat/protocol'
import type { Kysely } from 'kysely'
import type { Tables } from '../database/tables.ts'
import { FRAME_BUDGET, frameBytes, USER_BYTES } from '../messages/frame-budget.ts'
import { toMessage } from '../messages/messages-store.ts'
import { findUsers } from '../people/people-store.ts'
import { toMember } from '../rooms/members-store.ts'

/**
 * What changed in a room after a cursor, as it is now: at most `limit` log entries, fewer where they would not fit into
 * one frame (`more` says so). The caller has checked that the reader may see the room. An entry of a kind that this
 * version does not know moves the cursor and shows nothing.
 *
 * @param room with the head as it was read before this call
 */
export async function readChanges(
  db: Kysely<Tables>,
  room: { readonly roomId: RoomId; readonly head: Seq },
  after: Seq,
  limit: number,
  budget = FRAME_BUDGET,
): Promise<RoomChanges> {
  const { roomId } = room
  const entries = await db
    .selectFrom('room_log')
    .select(['seq', 'subject_id'])
    .where('room_id', '=', roomId)
    .where('seq', '>', after)
    .orderBy('seq')
    .limit(limit)
    .execute()
  const range: LogRange = { roomId, after, to: entries.at(-1)?.seq ?? after }
  const messages = await changedMessages(db, range)
  const members = await changedMembers(db, range)

  const fitting = entries.slice(0, countFitting(entries, messages, budget))
  const to = fitting.at(-1)?.seq ?? after
  const head = Math.max(room.head, to)
  const subjects = new Set(fitting.map((entry) => entry.subject_id))
  const membersNow = [...subjects].flatMap((id) => members.get(id) ?? [])
  const users = await findUsers(
    db,
    membersNow.map((member) => member.userId),
  )
  return {
    roomId,
    from: after,
    to,
    head,
    messages: [...subjects].flatMap((id) => messages.get(id) ?? []).sort((one, other) => one.seq - other.seq),
    ...(membersNow.length > 0 && { members: membersNow }),
    ...(users.length > 0 && { users }),
    ...(to < head && { more: true as const }),
  }
}

interface LogRange {
  readonly roomId: RoomId
  readonly after: Seq
  readonly to: Seq
}

async function changedMessages(db: Kysely<Tables>, { roomId, after, to }: LogRange): Promise<Map<string, Message>> {
  const rows = await db
    .selectFrom('room_log')
    .innerJoin('messages', 'messages.id', 'room_log.subject_id')
    .selectAll('messages')
    .where('room_log.room_id', '=', roomId)
    .where('room_log.seq', '>', after)
    .where('room_log.seq', '<=', to)
    .execute()
  return new Map(rows.map((row) => [row.id, toMessage(row)]))
}

async function changedMembers(db: Kysely<Tables>, { roomId, after, to }: LogRange): Promise<Map<string, Member>> {
  const rows = await db
    .selectFrom('room_log')
    .innerJoin('members', (join) =>
      join.onRef('members.room_id', '=', 'room_log.room_id').onRef('members.user_id', '=', 'room_log.subject_id'),
    )
    .selectAll('members')
    .where('room_log.room_id', '=', roomId)
    .where('room_log.seq', '>', after)
    .where('room_log.seq', '<=', to)
    .execute()
  return new Map(rows.map((row) => [row.user_id, toMember(row)]))
}

/** How many entries, from the first, fit into the budget. What is no message is a member, with the person behind it. */
function countFitting(
  entries: readonly { readonly subject_id: string }[],
  messages: ReadonlyMap<string, Message>,
  budget: number,
): number {
  let bytes = 0
  for (const [index, { subject_id }] of entries.entries()) {
    const message = messages.get(subject_id)
    bytes += message ? frameBytes(message) : 2 * USER_BYTES
    if (bytes > budget && index > 0) return index
  }
  return entries.length
}
