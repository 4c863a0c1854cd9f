import type { RoomId, UserId } from '@chat/protocol'
import type { Kysely } from 'kysely'
import type { Statement, Writing } from '../database/statements.ts'
import type { Tables } from '../database/tables.ts'
import { parseMentions } from '../mentions/mentions-store.ts'
import { selectMessages } from '../messages/messages-store.ts'
import type { ReplyRow } from './reply-counts.ts'

type MemberRow = Tables['thread_members']

const columns = ['user_id', 'room_id', 'root_id', 'read_seq'] as const

/**
 * Whoever answers follows, also if they had ended that. What they follow already they may not have read to its end: somebody
 * else may have answered a moment before.
 */
const followEach: Statement<Pick<MemberRow, (typeof columns)[number]>, never> = {
  columns,
  sqlite: following('select ? as user_id, ? as room_id, ? as root_id, ? as read_seq'),
  postgres: following(
    'select user_id, room_id, root_id, read_seq from ' +
      'unnest($1::text[], $2::text[], $3::text[], $4::bigint[]) as given (user_id, room_id, root_id, read_seq)',
  ),
}

function following(given: string): string {
  return (
    'insert into thread_members (user_id, room_id, root_id, following, read_seq, mentioned_seq) ' +
    `select user_id, room_id, root_id, 1, read_seq, 0 from (${given}) as given where true ` +
    'on conflict (user_id, room_id, root_id) do update set following = 1, read_seq = case ' +
    'when thread_members.following = 0 and excluded.read_seq > thread_members.read_seq then excluded.read_seq ' +
    'else thread_members.read_seq end'
  )
}

/** Somebody to whom a thread becomes something by what others write. */
interface Called extends Pick<MemberRow, 'user_id' | 'room_id' | 'root_id' | 'read_seq' | 'mentioned_seq'> {
  /** Whoever wrote it. */
  readonly author_id: UserId
}

const calledColumns = ['user_id', 'room_id', 'root_id', 'read_seq', 'mentioned_seq', 'author_id'] as const

/** Who does not want to follow any more is not made to. Nobody is called by whom they have blocked. */
const callEach: Statement<Called, never> = {
  columns: calledColumns,
  sqlite: calling(`select ${calledColumns.map((column) => `? as ${column}`).join(', ')}`),
  postgres: calling(
    `select ${calledColumns.join(', ')} from unnest($1::text[], $2::text[], $3::text[], $4::bigint[], $5::bigint[], ` +
      `$6::text[]) as given (${calledColumns.join(', ')})`,
  ),
}

function calling(given: string): string {
  return (
    'insert into thread_members (user_id, room_id, root_id, following, read_seq, mentioned_seq) ' +
    `select user_id, room_id, root_id, 1, read_seq, mentioned_seq from (${given}) as given where exists (` +
    'select 1 from members where members.room_id = given.room_id and members.user_id = given.user_id ' +
    'and members.left_seq is null) and not exists (' +
    'select 1 from blocks where blocks.user_id = given.user_id and blocks.blocked_id = given.author_id) ' +
    'on conflict (user_id, room_id, root_id) do update set mentioned_seq = case ' +
    'when excluded.mentioned_seq > thread_members.mentioned_seq then excluded.mentioned_seq ' +
    'else thread_members.mentioned_seq end'
  )
}

/** Lets those follow who wrote these messages, who wrote what they hang on, and whom they mention. */
export async function followReplies(
  writing: Writing,
  replies: readonly (ReplyRow & Pick<Tables['messages'], 'mentions'>)[],
): Promise<void> {
  if (replies.length === 0) return
  const roots = await selectMessages(
    writing,
    [...new Set(replies.map(({ thread_root }) => thread_root))].map((messageId) => ({ messageId })),
  )
  const rootAuthors = replies.flatMap(({ thread_root, author_id }) => {
    const root = roots.get(thread_root)
    if (!root || root.author_id === author_id) return []
    const { author_id: user_id, room_id, seq: read_seq } = root
    return { user_id, room_id, root_id: thread_root, read_seq, mentioned_seq: 0, author_id }
  })
  await call(writing, [...rootAuthors, ...replies.flatMap(calledBy)])
  const authors = replies.map(({ author_id, room_id, thread_root, seq }) => ({
    user_id: author_id,
    room_id,
    root_id: thread_root,
    read_seq: seq,
  }))
  await writing.each(followEach, [...new Map(authors.map((row) => [keyOf(row), row])).values()])
}

/** Messages in threads mention others than before. */
export async function callMentioned(
  writing: Writing,
  messages: readonly Pick<Tables['messages'], 'room_id' | 'thread_root' | 'seq' | 'author_id' | 'mentions'>[],
): Promise<void> {
  await call(writing, messages.flatMap(calledBy))
}

/** One row for each person and thread: the last to call them. */
async function call(writing: Writing, called: readonly Called[]): Promise<void> {
  if (called.length === 0) return
  const byMember = new Map<string, Called>()
  for (const row of called) {
    const before = byMember.get(keyOf(row))
    byMember.set(keyOf(row), before ? { ...row, read_seq: Math.min(before.read_seq, row.read_seq) } : row)
  }
  await writing.each(callEach, [...byMember.values()])
}

function calledBy({
  room_id,
  thread_root,
  seq,
  author_id,
  mentions,
}: Pick<Tables['messages'], 'room_id' | 'thread_root' | 'seq' | 'author_id' | 'mentions'>): Called[] {
  if (thread_root === null || mentions === null) return []
  const people = parseMentions(mentions).mentions ?? []
  return people.flatMap(({ userId }) =>
    userId === author_id
      ? []
      : { user_id: userId, room_id, root_id: thread_root, read_seq: seq - 1, mentioned_seq: seq, author_id },
  )
}

/** Ids have no spaces. */
function keyOf({ user_id, root_id }: Pick<MemberRow, 'user_id' | 'root_id'>): string {
  return `${user_id} ${root_id}`
}

/** The threads of a room are nothing to somebody any more who is not in it. */
export async function forgetThreadsIn(db: Kysely<Tables>, userId: UserId, roomId: RoomId): Promise<void> {
  await db.deleteFrom('thread_members').where('user_id', '=', userId).where('room_id', '=', roomId).execute()
}

/** Threads are nothing to somebody any more who is deleted. */
export async function forgetThreadsOf(db: Kysely<Tables>, userId: UserId): Promise<void> {
  await db.deleteFrom('thread_members').where('user_id', '=', userId).execute()
}
