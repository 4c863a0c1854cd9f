import { limits, type Message, type MessageId, type QuotedMessage, type Seq } from '@chat/protocol'
import type { Kysely } from 'kysely'
import type { Writing } from '../database/statements.ts'
import type { Tables } from '../database/tables.ts'
import { parseForwarded } from '../forwards/forwarded.ts'
import { selectMessages } from '../messages/messages-store.ts'

/** What is needed of a message to show what answers it. One that has just been posted is not deleted. */
type AnsweredRow = Pick<Tables['messages'], 'id' | 'seq' | 'author_id' | 'text' | 'forwarded'> &
  Partial<Pick<Tables['messages'], 'deleted_at'>>

/** What a reply shows of the message that it answers. */
export function toQuoted(row: AnsweredRow): QuotedMessage {
  const forwarded = row.forwarded === null || row.text !== '' ? undefined : parseForwarded(row.forwarded)
  return {
    id: row.id,
    seq: row.seq,
    authorId: row.author_id,
    text: beginningOf(row.text),
    ...(forwarded && { forwarded: { ...forwarded, text: beginningOf(forwarded.text) } }),
    ...(row.deleted_at != null && { deletedAt: row.deleted_at }),
  }
}

function beginningOf(text: string): string {
  return [...text.slice(0, 2 * limits.quotedText.max)].slice(0, limits.quotedText.max).join('')
}

interface Reply {
  readonly replyTo?: MessageId
}

/** The messages that these answer, by id. Most answer none, and then nothing is read. */
export async function selectAnswered(
  writing: Writing,
  replies: readonly Reply[],
): Promise<Map<MessageId | null | undefined, AnsweredRow>> {
  const rows = await selectAnsweredRows(writing, replies)
  return new Map(rows.map((row) => [row.id, row]))
}

/** {@link selectAnswered}, all that is known of them. */
export async function selectAnsweredRows(writing: Writing, replies: readonly Reply[]): Promise<Tables['messages'][]> {
  const ids = new Set(replies.flatMap(({ replyTo }) => replyTo ?? []))
  if (ids.size === 0) return []
  const rows = await selectMessages(
    writing,
    Array.from(ids, (messageId) => ({ messageId })),
  )
  return [...rows.values()]
}

/**
 * What these messages answer and is not among them, as it is now. Asks nothing where none of them is a reply.
 *
 * @param upTo how far the reader may see the room's log: what has changed after it is left out, as they may have been
 *   removed before that. Whoever is still there gets it with the later change
 */
export async function findQuoted(
  db: Kysely<Tables>,
  messages: readonly Message[],
  upTo: Seq = Number.MAX_SAFE_INTEGER,
): Promise<QuotedMessage[]> {
  const shown = new Set<MessageId>(messages.map(({ id }) => id))
  const ids = [...new Set(messages.flatMap(({ replyTo }) => replyTo ?? []))].filter((id) => !shown.has(id))
  if (ids.length === 0) return []
  const rows = await db.selectFrom('messages').selectAll().where('id', 'in', ids).orderBy('seq').execute()
  return rows.filter(({ changed_seq }) => changed_seq <= upTo).map(toQuoted)
}
