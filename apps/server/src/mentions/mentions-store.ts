import { limits, Message, type UserId } from '@chat/protocol'
import { type Kysely, sql } from 'kysely'
import { insertEach, type Statement, type Writing } from '../database/statements.ts'
import type { Tables } from '../database/tables.ts'
import { ROOM } from './mentions-tables.ts'

/** Whom a message mentions, as clients are told. */
export type Mentioned = Pick<Message, 'mentions' | 'mentionsRoom'>

const Stored = Message.pick({ mentions: true, mentionsRoom: true })

/** For the column of the message; null for nobody. */
export function serializeMentions(mentioned: Mentioned = {}): string | null {
  return Object.keys(mentioned).length > 0 ? JSON.stringify(mentioned) : null
}

/** What the column of a message says. */
export function parseMentions(column: string): Mentioned {
  return Stored.parse(JSON.parse(column))
}

type MentionRow = Tables['mentions']
/** A message with what its column says, and whom it answers. */
type MentioningRow = Pick<
  Tables['messages'],
  'room_id' | 'seq' | 'author_id' | 'mentions' | 'thread_root' | 'reply_to_author_id'
>

const insertMention = insertEach('mentions', {
  room_id: 'text',
  mentioned: 'text',
  seq: 'bigint',
  author_id: 'text',
  thread_root: 'text',
})

const deleteMention: Statement<Pick<MentionRow, 'room_id' | 'mentioned' | 'seq'>, never> = {
  columns: ['room_id', 'mentioned', 'seq'],
  sqlite: 'delete from mentions where room_id = ? and mentioned = ? and seq = ?',
  postgres:
    'delete from mentions using unnest($1::text[], $2::text[], $3::bigint[]) as given (room_id, mentioned, seq) ' +
    'where mentions.room_id = given.room_id and mentions.mentioned = given.mentioned and mentions.seq = given.seq',
}

/** Makes what these messages mention count, in the transaction that has written them. */
export async function countMentions(writing: Writing, messages: Iterable<MentioningRow>): Promise<void> {
  const rows = [...messages].flatMap(toRows)
  if (rows.length > 0) await writing.each(insertMention, rows)
}

/** What these messages mention counts no more: they are deleted, or will mention others. Takes them as they were before. */
export async function forgetMentions(writing: Writing, messages: Iterable<MentioningRow>): Promise<void> {
  const rows = [...messages].flatMap(toRows)
  if (rows.length > 0) await writing.each(deleteMention, rows)
}

/** Nobody counts for somebody who is deleted. What others wrote stays as it is, and whom it named. */
export async function forgetMentionsOf(db: Kysely<Tables>, userId: UserId): Promise<void> {
  await db
    .deleteFrom('mentions')
    .where('mentioned', '=', userId)
    .where('room_id', 'in', (rooms) => rooms.selectFrom('members').select('room_id').where('user_id', '=', userId))
    .execute()
}

function toRows({ room_id, seq, author_id, mentions, thread_root, reply_to_author_id }: MentioningRow): MentionRow[] {
  if (mentions === null && reply_to_author_id === null) return []
  const { mentions: people = [], mentionsRoom } = mentions === null ? {} : parseMentions(mentions)
  const mentioned = new Set<MentionRow['mentioned']>(people.map(({ userId }) => userId))
  if (mentionsRoom) mentioned.add(ROOM)
  if (reply_to_author_id !== null) mentioned.add(reply_to_author_id)
  mentioned.delete(author_id)
  return Array.from(mentioned, (one) => ({ room_id, mentioned: one, seq, author_id, thread_root }))
}

/**
 * Beside a membership: how many messages of the timeline after the mark mention this person. Counted, never stored, like what is unread.
 * What somebody writes whom they have blocked calls nobody.
 */
export const mentionsAfterMark = sql<number>`(
  select count(*) from (
    select distinct mentions.seq from mentions
    where mentions.room_id = members.room_id and mentions.mentioned in (members.user_id, ${sql.lit(ROOM)})
      and mentions.seq > members.last_read_seq and mentions.author_id <> members.user_id
      and mentions.thread_root is null
      and not exists (
        select 1 from blocks where blocks.user_id = members.user_id and blocks.blocked_id = mentions.author_id
      )
    limit ${sql.lit(limits.unread)}
  ) as counted_mentions
)`
