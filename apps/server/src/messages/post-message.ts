import type { MessageId } from '@chat/protocol'
import { SILENCED, silencedRooms } from '../blocks/blocks-store.ts'
import { insertEach } from '../database/statements.ts'
import type { Tables } from '../database/tables.ts'
import { findRefusedForwards } from '../forwards/find-refused-forwards.ts'
import { forwardedOf } from '../forwards/forwarded.ts'
import { type ForwardOf, selectSources } from '../forwards/forwards-store.ts'
import type { Applier, LockedRooms, Refused, RoomChange, Unchanged } from '../log/applier.ts'
import { countMentions, serializeMentions } from '../mentions/mentions-store.ts'
import { resolveMentions } from '../mentions/resolve-mentions.ts'
import { findRefusedReplies } from '../replies/find-refused-replies.ts'
import { selectAnswered, toQuoted } from '../replies/quotes-store.ts'
import { desertedRooms, showAgain } from '../rooms/direct-rooms.ts'
import { selectActors } from '../rooms/members-store.ts'
import { refusePost, UNREACHABLE } from '../rooms/room-access.ts'
import { findRefusedThreads } from '../threads/find-refused-threads.ts'
import { countReplies } from '../threads/reply-counts.ts'
import { followReplies, withCalled } from '../threads/thread-members.ts'
import { withRoots } from '../threads/with-roots.ts'
import { selectMessages, toMessage } from './messages-store.ts'
import { findFirstTexts } from './revisions-store.ts'

export interface PostMessage extends RoomChange {
  readonly kind: 'message.posted'
  readonly messageId: MessageId
  readonly text: string
  /** The message of the same room in whose thread it is. */
  readonly threadRoot?: MessageId
  /** The message of the same room that it answers. */
  readonly replyTo?: MessageId
  /** What it passes on, with the text as a comment. */
  readonly forwardOf?: ForwardOf
  /** Its author has scheduled it: that it waits to be sent is over with it. */
  readonly scheduled?: true
}

const TAKEN: Refused = {
  status: 'refused',
  code: 'CONFLICT',
  message: 'This message id already names another message.',
}

const plainColumns = {
  id: 'text',
  room_id: 'text',
  seq: 'bigint',
  author_id: 'text',
  text: 'text',
  sent_at: 'bigint',
} as const
/** For those that are nothing but a text, which most are. */
const insertPlain = insertEach('messages', plainColumns)
const insertMessage = insertEach('messages', {
  ...plainColumns,
  mentions: 'text',
  thread_root: 'text',
  reply_to: 'text',
  reply_to_author_id: 'text',
  forward_of: 'text',
  forwarded: 'text',
  forwarded_author_id: 'text',
})

/**
 * The message id is the key, for ever: whoever posts it again gets the first result, even after leaving the room, since
 * it is their own message that they ask about.
 */
export const postMessage: Applier<PostMessage> = {
  subjectId: (change) => change.messageId,
  key: (change) => change.messageId,
  readsFrom: (change) => change.forwardOf?.roomId,

  async decide(writing, changes, rooms) {
    const known = await selectMessages(writing, changes)
    const firstTexts = await findFirstTexts(
      writing,
      [...known.values()].flatMap(({ id, edited_at }) => (edited_at === null ? [] : id)),
    )
    const memberOf = await selectActors(writing, changes)
    const silenced = await silencedRooms(writing, rooms)
    const deserted = await desertedRooms(writing, rooms)
    const refusedThread = await findRefusedThreads(writing, changes)
    const refusedReply = await findRefusedReplies(writing, changes)
    const refusedForward = await findRefusedForwards(writing, changes)
    return changes.map((change) => {
      const posted = known.get(change.messageId)
      if (posted) return sameMessage(posted, firstTexts, change) ? unchanged(posted) : TAKEN
      const author = memberOf(change.roomId, change.actorId)
      const refused = refusePost(rooms.get(change.roomId), author)
      if (refused) return refused
      if (silenced.has(change.roomId)) return SILENCED
      if (deserted.has(change.roomId)) return UNREACHABLE
      return refusedThread(change) ?? refusedReply(change) ?? refusedForward(change) ?? 'accepted'
    })
  },

  async write(writing, placed, rooms) {
    const posts = placed.map(({ change }) => change)
    const drafts = posts.map(({ roomId, actorId, text, threadRoot }) => ({
      roomId,
      authorId: actorId,
      text,
      inThread: threadRoot !== undefined,
    }))
    const mentioned = await resolveMentions(writing, drafts, rooms)
    const answered = await selectAnswered(writing, posts)
    const sources = await selectSources(writing, posts)
    const rows = placed.map(({ change, seq, at }, index) => {
      const row = {
        id: change.messageId,
        room_id: change.roomId,
        seq,
        author_id: change.actorId,
        text: change.text,
        sent_at: at,
        mentions: serializeMentions(mentioned[index]),
        thread_root: change.threadRoot ?? null,
        reply_to: change.replyTo ?? null,
        reply_to_author_id: answered.get(change.replyTo)?.author_id ?? null,
        ...forwardColumns(change, sources, rooms),
      }
      // One that follows may answer it.
      answered.set(row.id, row)
      return row
    })
    await writing.each(rows.every(isPlain) ? insertPlain : insertMessage, rows)
    await countMentions(writing, rows)
    const replies = rows.flatMap(({ thread_root, ...row }) => (thread_root === null ? [] : { ...row, thread_root }))
    await countReplies(writing, replies)
    const called = await followReplies(writing, replies)
    const direct = placed.flatMap(({ change }) => (rooms.get(change.roomId)?.kind === 'direct' ? change.roomId : []))
    const shown = direct.length > 0 ? await showAgain(writing, direct) : undefined
    const states = rows.map((row) => {
      const shownTo = shown?.get(row.room_id)
      const quoted = answered.get(row.reply_to)
      return { message: toMessage(row), ...(quoted && { quoted: toQuoted(quoted) }), ...(shownTo && { shownTo }) }
    })
    return replies.length > 0 ? withCalled(await withRoots(writing, states), called) : states
  },
}

function isPlain(row: Pick<MessageRow, 'mentions' | 'thread_root' | 'reply_to' | 'forward_of'>): boolean {
  return row.mentions === null && row.thread_root === null && row.reply_to === null && row.forward_of === null
}

function forwardColumns(
  { roomId, forwardOf }: PostMessage,
  sources: Awaited<ReturnType<typeof selectSources>>,
  rooms: LockedRooms,
) {
  const source = forwardOf && sources.get(forwardOf.messageId)
  const isPrivate = source?.room_id !== roomId && rooms.get(source?.room_id ?? roomId)?.kind !== 'public'
  const forwarded = source && forwardedOf(source, isPrivate)
  return {
    forward_of: forwardOf?.messageId ?? null,
    forwarded: forwarded ? JSON.stringify(forwarded) : null,
    forwarded_author_id: forwarded?.text ? forwarded.authorId : null,
  }
}

type MessageRow = Tables['messages']

/** Whether a message was posted with this, whatever it has become since. */
function sameMessage(posted: MessageRow, firstTexts: ReadonlyMap<string, string>, change: PostMessage): boolean {
  if (posted.author_id !== change.actorId || posted.room_id !== change.roomId) return false
  if (posted.thread_root !== (change.threadRoot ?? null)) return false
  // Nothing is kept of a deleted text, not even what could tell whether another is the same.
  if (posted.deleted_at !== null) return true
  if (posted.forward_of !== (change.forwardOf?.messageId ?? null)) return false
  return (firstTexts.get(posted.id) ?? posted.text) === change.text && posted.reply_to === (change.replyTo ?? null)
}

function unchanged(posted: MessageRow): Unchanged {
  return { status: 'unchanged', seq: posted.seq, at: posted.sent_at }
}
