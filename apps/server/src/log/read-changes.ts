import type { Member, Message, RoomChanges, RoomId, Seq } from '@chat/protocol'
import type { Kysely } from 'kysely'
import type { Tables } from '../database/tables.ts'
import { FRAME_BUDGET, frameBytes, USER_BYTES } from '../messages/frame-budget.ts'
import { findMessages } from '../messages/messages-store.ts'
import { findUsers } from '../people/people-store.ts'
import { findMembers } from '../rooms/members-store.ts'
import { findRoomForAll } from '../rooms/rooms-store.ts'

interface RoomUpTo {
  readonly roomId: RoomId
  readonly head: Seq
}

/**
 * What changed in a room after a cursor, as it is now: at most `limit` log entries, fewer where they would not fit into
 * one frame (`more` says so). The caller has checked that the reader may see the room. An entry of a kind that this
 * version does not know moves the cursor and shows nothing.
 *
 * @param room with the head as it was read together with the reader's membership: nothing after it is told. What has
 *   changed again after it is left out; whoever is still there gets it with the later change.
 */
export async function readChanges(
  db: Kysely<Tables>,
  room: RoomUpTo,
  after: Seq,
  limit: number,
  budget = FRAME_BUDGET,
): Promise<RoomChanges> {
  const { roomId, head } = room
  const entries = await db
    .selectFrom('room_log')
    .select(['seq', 'kind', 'subject_id'])
    .where('room_id', '=', roomId)
    .where('seq', '>', after)
    // The reader was a member up to there; they may have been removed since.
    .where('seq', '<=', room.head)
    .orderBy('seq')
    .limit(limit)
    .execute()
  const { covered, messages, members } = await readSubjects(db, room, entries, budget)
  const to = covered.at(-1)?.seq ?? after
  const subjects = new Set(covered.map((entry) => entry.subject_id))
  const updated = covered.some(({ kind }) => kind.startsWith('room.'))
  const roomNow = updated ? await findRoomForAll(db, room) : undefined
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
    ...(roomNow && { room: roomNow }),
    ...(to < head && { more: true as const }),
  }
}

type LogEntry = Pick<Tables['room_log'], 'seq' | 'kind' | 'subject_id'>

/** Log entries whose subjects are read at once: long messages are not to be read by the hundred for the few that fit. */
const STEP = 50

/** Reads what the entries are about, from the first, as far as it fits into the budget. */
async function readSubjects(db: Kysely<Tables>, room: RoomUpTo, entries: readonly LogEntry[], budget: number) {
  const messages = new Map<string, Message>()
  const members = new Map<string, Member>()
  let covered: LogEntry[] = []
  let bytes = 0
  for (let start = 0; start < entries.length; start += STEP) {
    const step = entries.slice(start, start + STEP)
    for (const message of await findMessages(db, subjectsOf(step, 'message.'), () => room.head))
      messages.set(message.id, message)
    for (const member of await findMembers(db, room, subjectsOf(step, 'member.'))) members.set(member.userId, member)
    const tooMany = step.findIndex(({ subject_id }, index) => {
      bytes += sizeOf(messages.get(subject_id))
      return bytes > budget && start + index > 0
    })
    if (tooMany >= 0) {
      covered = entries.slice(0, start + tooMany)
      break
    }
    covered = entries.slice(0, start + STEP)
  }
  return { covered, messages, members }
}

/** What the entries of one family of kinds are about, each once. By their keys: a join over the log reads whole tables. */
function subjectsOf(entries: readonly LogEntry[], family: string): string[] {
  return [...new Set(entries.flatMap(({ kind, subject_id }) => (kind.startsWith(family) ? subject_id : [])))]
}

/** What is no message is a member, with the person behind it, or the room, which takes less. */
function sizeOf(message: Message | undefined): number {
  return message ? frameBytes(message) : 2 * USER_BYTES
}
