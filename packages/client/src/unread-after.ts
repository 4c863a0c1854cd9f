import type { Mention, Message, MessageId, RoomChanges, RoomSummary, Seq, UserId } from '@chat/protocol'
import { limits } from '@chat/protocol'
import type { RoomState } from './room-state.ts'

/** For whom is counted. */
export interface Reader {
  readonly me: UserId | undefined
  /** What these people write mentions nobody. */
  readonly blocked: ReadonlySet<UserId>
}

/** What waits in the timeline of a room, and how much of it mentions one. */
export type UnreadCounts = Pick<RoomSummary, 'unread' | 'mentions'>

/** What of these messages waits for somebody; each list counted as far as people are shown it. */
export function countUnread(messages: readonly Message[], reader: Reader): UnreadCounts {
  const unread = messages.filter((message) => countsAsUnread(message, reader))
  return {
    unread: Math.min(limits.unread, unread.length),
    mentions: Math.min(limits.unread, unread.filter((message) => isMentioned(message, reader)).length),
  }
}

/** How much follows a position; undefined where not all of it up to `head` is loaded. */
export function unreadAfter(
  room: RoomState | undefined,
  { seq, head, reader }: { seq: Seq; head: Seq; reader: Reader },
): UnreadCounts | undefined {
  if (!room || room.cursor < head) return undefined
  const { messages, hasMoreBefore } = room.window
  if (hasMoreBefore && (messages[0]?.seq ?? Number.POSITIVE_INFINITY) > seq) return undefined
  return countUnread(
    messages.filter((message) => message.seq > seq),
    reader,
  )
}

/** What others wrote in the timeline, and have not taken back. */
export function countsAsUnread({ authorId, deletedAt, threadRoot }: Message, { me }: Pick<Reader, 'me'>): boolean {
  return authorId !== me && deletedAt === undefined && threadRoot === undefined
}

/** What a message says about whom it mentions. */
interface Mentioning {
  readonly authorId: UserId
  readonly mentions?: readonly Mention[] | undefined
  readonly mentionsRoom?: boolean | undefined
  readonly replyToAuthorId?: UserId | undefined
}

/** Whether a message calls somebody: by name, as one of all, or by answering them. */
export function isMentioned(message: Mentioning, reader: Reader): boolean {
  const { authorId, mentions: people = [], mentionsRoom = false, replyToAuthorId } = message
  if (authorId === reader.me || reader.blocked.has(authorId)) return false
  if (mentionsRoom || people.some(({ userId }) => userId === reader.me)) return true
  return replyToAuthorId !== undefined && replyToAuthorId === reader.me
}

/**
 * Those of the messages that have changed themselves, or may have: without those that came along for what hangs on them, where
 * the log has no more entries than the others explain.
 */
export function changedIn({ from, to, messages, members = [] }: RoomChanges): readonly Message[] {
  const roots = rootsIn(messages)
  const others = messages.filter(({ id }) => !roots.has(id))
  return to - from > others.length + members.length ? messages : others
}

function rootsIn(messages: readonly Message[]): ReadonlySet<MessageId> {
  return new Set(messages.flatMap(({ threadRoot }) => threadRoot ?? []))
}

/**
 * Whether a room's counts may be wrong after these changes: something is missing before or after them, or what was counted
 * has changed, and only whoever had it before knows by how much.
 *
 * @param room as it was before them
 */
export function leavesDoubt(room: RoomSummary, changes: RoomChanges, reader: Reader): boolean {
  const { from, to, head, messages } = changes
  if (Math.max(to, head) <= room.head) return false
  if (from > room.head || head > to || changes.more) return true
  const roots = rootsIn(messages)
  const known = changedIn(changes).filter(
    ({ seq, authorId, threadRoot }) =>
      threadRoot === undefined && seq > room.lastReadSeq && seq <= room.head && authorId !== reader.me,
  )
  return known.some((message) => {
    if (timelineMentions(room) > 0 || isMentioned(message, reader)) return true
    // What others have answered may have been deleted now, or long ago.
    const isUncertain = from !== room.head || room.unread === limits.unread || roots.has(message.id)
    return message.deletedAt !== undefined && isUncertain
  })
}

/** How much of what waits in the timeline mentions one. */
export function timelineMentions({ mentions, mentionsInThreads = 0 }: RoomSummary): number {
  return mentions - mentionsInThreads
}

/**
 * Whether changes may call one in threads, or call one there no more. What is counted there, only the server knows.
 *
 * @param room as it was before them
 */
export function changesThreadMentions(room: RoomSummary, { to, head, messages }: RoomChanges, reader: Reader): boolean {
  if (Math.max(to, head) <= room.head) return false
  return messages.some((message) => {
    if (message.threadRoot === undefined) return false
    // Whoever answers in a thread has read it; what others change there may have called one.
    const mayEnd = message.authorId === reader.me ? message.seq > room.head : message.seq <= room.head
    return isMentioned(message, reader) || (room.mentionsInThreads !== undefined && mayEnd)
  })
}
