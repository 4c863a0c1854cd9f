import { limits, type MessageId, type RoomId, type Thread, type Timestamp, type UserId } from '@chat/protocol'
import { type Kysely, sql } from 'kysely'
import type { Tables } from '../database/tables.ts'
import { ChatError } from '../gate/chat-error.ts'
import { readableMessage } from '../messages/readable-message.ts'
import { NO_SUCH_MESSAGE } from '../rooms/room-access.ts'
import { NO_ROOT } from './find-refused-threads.ts'

/** A thread that somebody follows, and when the latest message in it was sent: 0 where there is none. */
export interface FollowedThread {
  readonly thread: Thread
  readonly lastReplyAt: Timestamp
}

/** What nobody wants to hear of. */
const notBlocked = sql`not exists (
  select 1 from blocks where blocks.user_id = thread_members.user_id and blocks.blocked_id = mentions.author_id
)`

/** Counted, never stored, like what is unread in a room; nothing is looked for where the mark is at the end. */
const unread = sql<number>`(
  case when thread_members.following = 1 and root.last_reply_seq > thread_members.read_seq then (
    select count(*) from (
      select 1 from messages
      where messages.thread_root = thread_members.root_id and messages.seq > thread_members.read_seq
        and messages.author_id <> thread_members.user_id and messages.deleted_at is null
      order by messages.seq
      limit ${sql.lit(limits.unread)}
    ) as unread_replies
  ) else 0 end
)`

const mentions = sql<number>`(
  case when thread_members.mentioned_seq > thread_members.read_seq then (
    select count(*) from (
      select 1 from mentions
      where mentions.thread_root = thread_members.root_id and mentions.mentioned = thread_members.user_id
        and mentions.seq > thread_members.read_seq and ${notBlocked}
      limit ${sql.lit(limits.unread)}
    ) as counted_mentions
  ) else 0 end
)`

/** Beside a membership: how many messages in threads mention this person that they have not read up to there. */
export const mentionsInThreads = sql<number>`(
  select count(*) from (
    select 1 from thread_members
    inner join mentions on mentions.thread_root = thread_members.root_id
      and mentions.mentioned = thread_members.user_id and mentions.seq > thread_members.read_seq
    where thread_members.user_id = members.user_id and thread_members.room_id = members.room_id
      and thread_members.mentioned_seq > thread_members.read_seq and ${notBlocked}
    limit ${sql.lit(limits.unread)}
  ) as mentions_in_threads
)`

/** What threads are to these people who have to do with them and are in their rooms. */
function threadsOf(db: Kysely<Tables>, readers: readonly UserId[]) {
  return db
    .selectFrom('thread_members')
    .innerJoin('members', (join) =>
      join
        .onRef('members.room_id', '=', 'thread_members.room_id')
        .onRef('members.user_id', '=', 'thread_members.user_id')
        .on('members.left_seq', 'is', null),
    )
    .innerJoin('rooms', 'rooms.id', 'thread_members.room_id')
    .innerJoin('messages as root', 'root.id', 'thread_members.root_id')
    .select([
      'thread_members.user_id',
      'thread_members.room_id',
      'thread_members.root_id',
      'thread_members.following',
      'thread_members.read_seq',
      'rooms.head',
      'root.last_reply_at',
      unread.as('unread'),
      mentions.as('mentions'),
    ])
    .where('thread_members.user_id', 'in', readers)
}

type ThreadRow = Awaited<ReturnType<ReturnType<typeof threadsOf>['execute']>>[number]

function toThread({ root_id, room_id, following, read_seq, head, ...counts }: ThreadRow): Thread {
  return {
    rootId: root_id,
    roomId: room_id,
    following: following === 1,
    readSeq: read_seq,
    unread: Number(counts.unread),
    mentions: Number(counts.mentions),
    head,
  }
}

/**
 * The threads that each of these people follows, the latest reply first and those without one last. Costs as much as what
 * they follow, and nothing of what others do.
 */
export async function findFollowed(
  db: Kysely<Tables>,
  readers: readonly UserId[],
): Promise<Map<UserId, FollowedThread[]>> {
  const rows = await threadsOf(db, readers).where('thread_members.following', '=', 1).execute()
  const followed = new Map<UserId, FollowedThread[]>(readers.map((reader) => [reader, []]))
  for (const row of rows) {
    followed.get(row.user_id)?.push({ thread: toThread(row), lastReplyAt: row.last_reply_at ?? 0 })
  }
  for (const threads of followed.values()) threads.sort(latestFirst)
  return followed
}

/** No two are equal, so that pages end in one place. */
export function latestFirst(one: FollowedThread, other: FollowedThread): number {
  return other.lastReplyAt - one.lastReplyAt || (one.thread.rootId < other.thread.rootId ? 1 : -1)
}

/** These threads as somebody sees them, without those that they may not see. */
export async function findThreads(
  db: Kysely<Tables>,
  reader: UserId,
  rootIds: readonly MessageId[],
): Promise<Thread[]> {
  const known = (await threadsOf(db, [reader]).where('thread_members.root_id', 'in', rootIds).execute()).map(toThread)
  const unknown = rootIds.filter((rootId) => !known.some((thread) => thread.rootId === rootId))
  return unknown.length === 0 ? known : [...known, ...(await findUntouched(db, reader, unknown))]
}

/** Threads that somebody can see and has nothing to do with. */
async function findUntouched(db: Kysely<Tables>, reader: UserId, rootIds: readonly MessageId[]): Promise<Thread[]> {
  const rows = await db
    .selectFrom('messages')
    .innerJoin('members', 'members.room_id', 'messages.room_id')
    .innerJoin('rooms', 'rooms.id', 'messages.room_id')
    .select(['messages.id', 'messages.room_id', 'rooms.head'])
    .where('messages.id', 'in', rootIds)
    .where('messages.thread_root', 'is', null)
    .where('members.user_id', '=', reader)
    .where('members.left_seq', 'is', null)
    .execute()
  return rows.map(({ id, room_id, head }) => ({
    rootId: id,
    roomId: room_id,
    following: false,
    readSeq: 0,
    unread: 0,
    mentions: 0,
    head,
  }))
}

/**
 * A thread as somebody sees it.
 *
 * @throws {ChatError} NOT_FOUND if there is no such message, or it is not theirs to see
 */
export async function findThread(db: Kysely<Tables>, reader: UserId, rootId: MessageId): Promise<Thread> {
  const [thread] = await findThreads(db, reader, [rootId])
  if (!thread) throw new ChatError(NO_SUCH_MESSAGE.code, NO_SUCH_MESSAGE.message)
  return thread
}

/**
 * Where a message stands that the reader may read and that a thread can hang on.
 *
 * @throws {ChatError} NOT_FOUND if it does not exist or is not theirs to see, VALIDATION_FAILED if it is in a thread itself
 */
export async function readableRoot(db: Kysely<Tables>, reader: UserId, rootId: MessageId) {
  const root = await readableMessage(db, reader, rootId)
  if (root.threadRoot !== null) throw new ChatError('VALIDATION_FAILED', 'This message is in a thread itself.')
  return root
}

/**
 * Whether the reader could post into this thread, if they may post in the room.
 *
 * @throws {ChatError} NOT_FOUND if there is no such message or it is not theirs to see, VALIDATION_FAILED if no thread of this
 * room can hang on it
 */
export async function checkRootIn(
  db: Kysely<Tables>,
  reader: UserId,
  { roomId, threadRoot }: { readonly roomId: RoomId; readonly threadRoot: MessageId },
): Promise<void> {
  const root = await readableRoot(db, reader, threadRoot)
  if (root.roomId !== roomId) throw new ChatError(NO_ROOT.code, NO_ROOT.message)
}
