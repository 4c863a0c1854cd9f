import {
  type Member,
  type Message,
  MessageId,
  type PersonReactions,
  type RoomChanges,
  type RoomId,
  type Seq,
} from '@chat/protocol'
import type { Kysely } from 'kysely'
import type { Tables } from '../database/tables.ts'
import { FRAME_BUDGET, frameBytes, USER_BYTES } from '../messages/frame-budget.ts'
import { findMessagesInFull } from '../messages/messages-store.ts'
import { findUsers } from '../people/people-store.ts'
import { findReacted, namesSome } from '../reactions/find-reacted.ts'
import { findQuoted } from '../replies/quotes-store.ts'
import { findMembers } from '../rooms/members-store.ts'
import { findRoomForAll } from '../rooms/rooms-store.ts'
import { rootIdsOf } from '../threads/with-roots.ts'

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
    .select(['seq', 'kind', 'subject_id', 'actor_id'])
    .where('room_id', '=', roomId)
    .where('seq', '>', after)
    // The reader was a member up to there; they may have been removed since.
    .where('seq', '<=', room.head)
    .orderBy('seq')
    .limit(limit)
    .execute()
  const { covered, messages, members } = await readSubjects(db, room, entries, budget)
  const reacted = await readReacted(db, room, covered, messages)
  const to = covered.at(-1)?.seq ?? after
  const subjects = new Set(covered.map((entry) => entry.subject_id))
  const updated = covered.some(({ kind }) => kind.startsWith('room.') || CHANGING_PINS.has(kind))
  const roomNow = updated ? await findRoomForAll(db, room, after) : undefined
  const membersNow = [...subjects].flatMap((id) => members.get(id) ?? [])
  const messagesNow = withRoots(subjects, messages)
  const quoted = await findQuoted(db, messagesNow, head)
  const users = await findUsers(
    db,
    membersNow.map((member) => member.userId),
  )
  return {
    roomId,
    from: after,
    to,
    head,
    messages: messagesNow,
    ...(quoted.length > 0 && { quoted }),
    ...(reacted.length > 0 && { reacted }),
    ...(membersNow.length > 0 && { members: membersNow }),
    ...(users.length > 0 && { users }),
    ...(roomNow && { room: roomNow }),
    ...(to < head && { more: true as const }),
  }
}

/** The messages that are told, oldest first: what changed, and what threads hang on that changed with it. */
function withRoots(subjects: ReadonlySet<string>, messages: ReadonlyMap<string, Message>): Message[] {
  const changed = [...subjects].flatMap((id) => messages.get(id) ?? [])
  const told = new Set([...changed, ...rootIdsOf(changed).flatMap((id) => messages.get(id) ?? [])])
  return [...told].sort((one, other) => one.seq - other.seq)
}

/** Kinds of changes after which another number of messages may be pinned: a deletion takes the pin away. */
const CHANGING_PINS: ReadonlySet<string> = new Set(['message.pinned', 'message.deleted'])

type LogEntry = Pick<Tables['room_log'], 'seq' | 'kind' | 'subject_id' | 'actor_id'>

/** Log entries whose subjects are read at once: long messages are not to be read by the hundred for the few that fit. */
const STEP = 50

/** Reads what the entries are about, from the first, as far as it fits into the budget. */
async function readSubjects(db: Kysely<Tables>, room: RoomUpTo, entries: readonly LogEntry[], budget: number) {
  const messages = new Map<string, Message>()
  const members = new Map<string, Member>()
  const counted = new Set<string>()
  let covered: LogEntry[] = []
  let bytes = 0
  for (let start = 0; start < entries.length; start += STEP) {
    const step = entries.slice(start, start + STEP)
    const ids = [...new Set([...subjectsOf(step, 'message.'), ...subjectsOf(step, 'reaction.')])]
    for (const message of await findMessagesInFull(db, ids, () => room.head)) messages.set(message.id, message)
    const roots = rootIdsOf(ids.flatMap((id) => messages.get(id) ?? [])).filter((id) => !messages.has(id))
    for (const root of await findMessagesInFull(db, roots, () => room.head)) messages.set(root.id, root)
    for (const member of await findMembers(db, room, subjectsOf(step, 'member.'))) members.set(member.userId, member)
    const tooMany = step.findIndex((entry, index) => {
      bytes += sizeOf(entry, messages.get(entry.subject_id), !counted.has(entry.subject_id))
      counted.add(entry.subject_id)
      const rootId = messages.get(entry.subject_id)?.threadRoot
      const root = rootId && !counted.has(rootId) ? messages.get(rootId) : undefined
      if (root) {
        bytes += frameBytes(root)
        counted.add(root.id)
      }
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

/**
 * What those react with now whose reactions changed, to messages that do not name everybody. Also to a message that is
 * left out because it has changed again after the head: the later change says nothing of them. But not to one that was
 * deleted after the head: that nobody reacts to it any more would tell of the deletion.
 */
async function readReacted(
  db: Kysely<Tables>,
  { roomId, head }: RoomUpTo,
  covered: readonly LogEntry[],
  messages: ReadonlyMap<string, Message>,
): Promise<PersonReactions[]> {
  const isTold = (messageId: string) => !messages.has(messageId) || namesSome(messages.get(messageId))
  const entries = covered.filter(({ kind, subject_id }) => kind.startsWith('reaction.') && isTold(subject_id))
  if (entries.length === 0) return []
  const reacted = await findReacted(
    db,
    entries.flatMap(({ subject_id, actor_id }) => {
      const { data: messageId } = MessageId.safeParse(subject_id)
      return messageId ? { messageId, userId: actor_id } : []
    }),
  )
  const later = await db
    .selectFrom('room_log')
    .select(['kind', 'subject_id', 'actor_id'])
    .where('room_id', '=', roomId)
    .where('seq', '>', head)
    .where('kind', 'in', ['reaction.set', 'message.deleted'])
    .execute()
  return reacted.filter(
    ({ messageId, userId }) =>
      !later.some(
        ({ kind, subject_id, actor_id }) =>
          subject_id === messageId && (kind === 'message.deleted' || actor_id === userId),
      ),
  )
}

/** What the entries of one family of kinds are about, each once. By their keys: a join over the log reads whole tables. */
function subjectsOf(entries: readonly LogEntry[], family: string): string[] {
  return [...new Set(entries.flatMap(({ kind, subject_id }) => (kind.startsWith(family) ? subject_id : [])))]
}

/** A message counts once. What is none is a member, with the person behind it, or the room, which takes less. */
function sizeOf({ kind }: LogEntry, message: Message | undefined, first: boolean): number {
  if (!message) return kind.startsWith('reaction.') ? REACTED_BYTES : 2 * USER_BYTES
  return (first ? frameBytes(message) : 0) + (namesSome(message) ? REACTED_BYTES : 0)
}

/** An upper bound for what one person reacts with to one message: ids, keys, and twenty emoji of up to 35 bytes. */
const REACTED_BYTES = 900
