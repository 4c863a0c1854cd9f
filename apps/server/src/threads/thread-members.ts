import type { RoomId, UserId } from '@chat/protocol'
import type { Kysely } from 'kysely'
import { selectBlocks } from '../blocks/blocks-store.ts'
import type { Statement, Writing } from '../database/statements.ts'
import type { Tables } from '../database/tables.ts'
import type { ChangedState } from '../log/applier.ts'
import { parseMentions } from '../mentions/mentions-store.ts'
import { selectMessages } from '../messages/messages-store.ts'
import type { ReplyRow } from './reply-counts.ts'

type MemberRow = Tables['thread_members']

/** Somebody to whom a thread becomes something, if it is nothing to them yet, and how far they have read it then. */
type Beginning = Pick<MemberRow, 'user_id' | 'room_id' | 'root_id' | 'read_seq'>

/** Somebody who was called into a thread that was nothing to them before, and follows it now. */
type Called = Pick<MemberRow, 'user_id' | 'root_id'>

/** What makes a thread something to somebody. */
interface Occasion extends Beginning {
  /** Whoever wrote what calls them; it may be that they have blocked them. Absent where they have answered themselves. */
  readonly caller?: UserId
}

type Reply = Pick<Tables['messages'], 'room_id' | 'thread_root' | 'seq' | 'author_id' | 'mentions'>

/** @param rest which of those that are given, and what becomes of the row that is there already */
function insertEachBeginning(rest: string): Statement<Beginning, Called> {
  const inserting = (given: string) =>
    'insert into thread_members (user_id, room_id, root_id, following, read_seq, mentioned_seq) ' +
    `select user_id, room_id, root_id, 1, read_seq, 0 from (${given}) as given ${rest}`
  return {
    columns: ['user_id', 'room_id', 'root_id', 'read_seq'],
    sqlite: inserting('select ? as user_id, ? as room_id, ? as root_id, ? as read_seq'),
    postgres: inserting(
      'select user_id, room_id, root_id, read_seq from ' +
        'unnest($1::text[], $2::text[], $3::text[], $4::bigint[]) as given (user_id, room_id, root_id, read_seq)',
    ),
  }
}

/**
 * Whoever answers follows, also if they had ended that. What they follow already they may not have read to its end: somebody
 * else may have answered a moment before.
 */
const followEach = insertEachBeginning(
  'where true on conflict (user_id, room_id, root_id) do update set following = 1, read_seq = case ' +
    'when thread_members.following = 0 and excluded.read_seq > thread_members.read_seq then excluded.read_seq ' +
    'else thread_members.read_seq end',
)

/** Who does not want to follow any more is not made to, and whoever is not in the room is not called. */
const callEach = insertEachBeginning(
  'where exists (select 1 from members where members.room_id = given.room_id and members.user_id = given.user_id ' +
    'and members.left_seq is null) on conflict (user_id, room_id, root_id) do nothing returning user_id, root_id',
)

const keyColumns = ['user_id', 'room_id', 'root_id'] as const

const noteMentions =
  'update thread_members set mentioned_seq = (select coalesce(max(mentions.seq), 0) from mentions ' +
  'where mentions.thread_root = thread_members.root_id and mentions.mentioned = thread_members.user_id) '

/** Also by whom they have blocked: that counts again once the block is over. */
const noteMentionsEach: Statement<Pick<MemberRow, (typeof keyColumns)[number]>, never> = {
  columns: keyColumns,
  sqlite: `${noteMentions}where user_id = ? and room_id = ? and root_id = ?`,
  postgres:
    noteMentions +
    'from unnest($1::text[], $2::text[], $3::text[]) as given (user_id, room_id, root_id) ' +
    'where thread_members.user_id = given.user_id and thread_members.room_id = given.room_id ' +
    'and thread_members.root_id = given.root_id',
}

/**
 * Lets those follow who wrote these messages, who wrote what they hang on, and whom they mention.
 *
 * @returns whoever was called and follows a thread from now on
 */
export async function followReplies(
  writing: Writing,
  replies: readonly (ReplyRow & Pick<Tables['messages'], 'mentions'>)[],
): Promise<Called[]> {
  if (replies.length === 0) return []
  const roots = await selectMessages(
    writing,
    [...new Set(replies.map(({ thread_root }) => thread_root))].map((messageId) => ({ messageId })),
  )
  const occasions = replies.flatMap((reply): Occasion[] => {
    const { room_id, thread_root: root_id, author_id, seq } = reply
    const root = roots.get(root_id)
    return [
      ...(root && root.author_id !== author_id
        ? [{ user_id: root.author_id, room_id, root_id, read_seq: root.seq, caller: author_id }]
        : []),
      ...callsOf(reply),
      { user_id: author_id, room_id, root_id, read_seq: seq },
    ]
  })
  return take(writing, occasions)
}

/**
 * Messages in threads mention others than before.
 *
 * @returns whoever was called and follows a thread from now on
 */
export function callMentioned(writing: Writing, messages: readonly Reply[]): Promise<Called[]> {
  return take(writing, messages.flatMap(callsOf))
}

/**
 * One row for each person and thread, as if each message had come by itself: the first that makes it something to them says
 * from where on it counts. Nobody is called by whom they have blocked.
 */
async function take(writing: Writing, occasions: readonly Occasion[]): Promise<Called[]> {
  const calls = occasions.flatMap(({ user_id, caller }) => (caller ? [{ user_id, blocked_id: caller }] : []))
  const hasBlocked = await selectBlocks(writing, calls)
  const counting = occasions.filter(({ user_id, caller }) => !caller || !hasBlocked(user_id, caller))
  const begun = firstOfEach(counting).filter(({ caller }) => caller !== undefined)
  const called = await writing.each(callEach, begun)
  const answered = firstOfEach(counting.filter(({ caller }) => caller === undefined))
  await writing.each(followEach, answered)
  await writing.each(noteMentionsEach, firstOfEach(occasions.filter(({ caller }) => caller !== undefined)))
  return called
}

function callsOf({ room_id, thread_root, seq, author_id, mentions }: Reply): Occasion[] {
  if (thread_root === null || mentions === null) return []
  const people = parseMentions(mentions).mentions ?? []
  return people.flatMap(({ userId }) =>
    userId === author_id
      ? []
      : { user_id: userId, room_id, root_id: thread_root, read_seq: seq - 1, caller: author_id },
  )
}

/** The first of each person and thread. Ids have no spaces. */
function firstOfEach(occasions: readonly Occasion[]): Occasion[] {
  const byMember = Map.groupBy(occasions, ({ user_id, root_id }) => `${user_id} ${root_id}`)
  return [...byMember.values()].flatMap(([first]) => first ?? [])
}

/** Whoever was called hears of it with a message of the thread, which may not call them any more when they get it. */
export function withCalled(states: ChangedState[], called: readonly Called[]): ChangedState[] {
  if (called.length === 0) return states
  return states.map((state) => {
    const nowFollowing = called.flatMap(({ user_id, root_id }) =>
      root_id === state.message?.threadRoot ? user_id : [],
    )
    return nowFollowing.length > 0 ? { ...state, nowFollowing } : state
  })
}

/** The threads of a room are nothing to somebody any more who is not in it. */
export async function forgetThreadsIn(db: Kysely<Tables>, userId: UserId, roomId: RoomId): Promise<void> {
  await db.deleteFrom('thread_members').where('user_id', '=', userId).where('room_id', '=', roomId).execute()
}

/** Threads are nothing to somebody any more who is deleted. */
export async function forgetThreadsOf(db: Kysely<Tables>, userId: UserId): Promise<void> {
  await db.deleteFrom('thread_members').where('user_id', '=', userId).execute()
}
