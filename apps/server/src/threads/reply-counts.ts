import { limits, type MessageId } from '@chat/protocol'
import { updateEach, type Writing } from '../database/statements.ts'
import type { Tables } from '../database/tables.ts'
import type { Placed, RoomChange } from '../log/applier.ts'
import { selectMessages } from '../messages/messages-store.ts'
import { type CountsRow, parseRepliers } from './thread-of-root.ts'

type MessageRow = Tables['messages']
/** A message that has just been written into a thread. */
export type ReplyRow = Pick<MessageRow, 'id' | 'room_id' | 'seq' | 'author_id' | 'sent_at'> & {
  readonly thread_root: MessageId
}

const setCounts = updateEach(
  'messages',
  {
    reply_count: 'bigint',
    last_reply_seq: 'bigint',
    last_reply_at: 'bigint',
    repliers: 'text',
    changed_seq: 'bigint',
  },
  { id: 'text' },
)

/** Counts messages that have just been written into threads. Their roots have changed with them. */
export async function countReplies(writing: Writing, replies: readonly ReplyRow[]): Promise<void> {
  if (replies.length === 0) return
  const roots = await rootsOf(writing, replies)
  for (const { thread_root, seq, sent_at, author_id } of replies) {
    const root = roots.get(thread_root)
    if (!root) continue
    root.reply_count += 1
    root.last_reply_seq = seq
    root.last_reply_at = sent_at
    root.changed_seq = seq
    const repliers = root.repliers === null ? [] : parseRepliers(root.repliers)
    if (repliers.length < limits.threadRepliers && !repliers.includes(author_id)) {
      root.repliers = JSON.stringify([...repliers, author_id])
    }
  }
  await writing.each(setCounts, [...roots.values()])
}

/** Among so many of a thread's first messages its first people are looked for, where one of them may be gone. */
const FIRST = 100

/** Counts messages in threads no more that have just been deleted. Takes them as they were before. */
export async function discountReplies(
  writing: Writing,
  deleted: ReadonlyMap<string, MessageRow>,
  placed: readonly Placed<RoomChange & { readonly messageId: MessageId }>[],
): Promise<void> {
  const replies = placed.flatMap(({ change, seq }) => {
    const message = deleted.get(change.messageId)
    return message?.thread_root ? { thread_root: message.thread_root, seq } : []
  })
  if (replies.length === 0) return
  const roots = await rootsOf(writing, replies)
  for (const { thread_root, seq } of replies) {
    const root = roots.get(thread_root)
    if (!root) continue
    root.reply_count -= 1
    root.changed_seq = seq
  }
  for (const root of roots.values()) Object.assign(root, await ends(writing, root.id))
  await writing.each(setCounts, [...roots.values()])
}

/** Who began a thread and where it ends. */
async function ends({ db }: Writing, rootId: MessageId): Promise<Omit<CountsRow, 'reply_count'>> {
  const messages = db
    .selectFrom('messages')
    .select(['author_id', 'seq', 'sent_at'])
    .where('thread_root', '=', rootId)
    .where('deleted_at', 'is', null)
  const last = await messages.orderBy('seq', 'desc').limit(1).executeTakeFirst()
  if (!last) return { last_reply_seq: null, last_reply_at: null, repliers: null }
  const first = await messages.orderBy('seq').limit(FIRST).execute()
  const repliers = [...new Set(first.map(({ author_id }) => author_id))].slice(0, limits.threadRepliers)
  return { last_reply_seq: last.seq, last_reply_at: last.sent_at, repliers: JSON.stringify(repliers) }
}

/** The roots of these threads, by id. */
function rootsOf(
  writing: Writing,
  replies: readonly { readonly thread_root: MessageId }[],
): Promise<Map<string, MessageRow>> {
  const ids = new Set(replies.map(({ thread_root }) => thread_root))
  return selectMessages(
    writing,
    [...ids].map((messageId) => ({ messageId })),
  )
}
