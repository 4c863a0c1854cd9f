import {
  limits,
  type Message,
  type MessageId,
  type RoomChanges,
  type RoomId,
  type Seq,
  type Thread,
} from '@chat/protocol'
import { isMentioned, type Reader } from './unread-after.ts'

/** What threads are to one, as far as the client knows: all that one follows, unless it was told that there are more. */
export interface FollowedThreads {
  readonly threads: ReadonlyMap<MessageId, Thread>
  /** Whether a thread that is not among them is one that one does not follow. */
  readonly complete: boolean
}

export const NO_THREADS: FollowedThreads = { threads: new Map(), complete: true }

/** What changes bring, and the threads of which only the server knows what they are to one now. */
export interface ThreadNews {
  readonly followed: FollowedThreads
  readonly doubtful: readonly MessageId[]
}

/**
 * A thread by what the server has told of it. What is known stays where it goes further; the rest of the counts stand.
 *
 * @param mark how far one has read it at least
 */
export function mergeThread(before: Thread | undefined, told: Thread, mark: Seq): Thread {
  const isOlder = before && (before.head > told.head || (before.head === told.head && mark > told.readSeq))
  return isOlder ? readThread(before, told.readSeq) : readThread(told, mark)
}

/** Whether one follows a thread or not, and as much in it counts as before. */
export function saysTheSame(before: Thread | undefined, { following, unread, mentions }: Thread): boolean {
  return before?.following === following && before.unread === unread && before.mentions === mentions
}

/** A thread after one has read it up to here. What follows is not counted anew: a count that stands is too high at most. */
export function readThread(thread: Thread, seq: Seq, lastSeq: Seq = thread.head): Thread {
  if (seq <= thread.readSeq) return thread
  const counts = seq >= lastSeq ? { unread: 0, mentions: 0 } : {}
  return { ...thread, readSeq: seq, ...counts }
}

/** The threads without those of rooms that one is not in. */
export function withoutRooms(known: FollowedThreads, isListed: (roomId: RoomId) => boolean): FollowedThreads {
  const left = [...known.threads].filter(([, { roomId }]) => isListed(roomId))
  return left.length === known.threads.size ? known : { ...known, threads: new Map(left) }
}

/**
 * Counts what changes of a room bring to the threads that one follows.
 *
 * @param head how far the room was known before
 */
export function followChanges(known: FollowedThreads, changes: RoomChanges, head: Seq, reader: Reader): ThreadNews {
  const unknown = unknownIn(known, changes, reader)
  const { from, to } = changes
  if (Math.max(to, changes.head) <= head) return { followed: known, doubtful: unknown }
  if (from > head || changes.head > to) {
    const here = [...known.threads.values()].filter((thread) => isOutrun(thread, changes))
    // What one has come to follow in between may never be heard of.
    return { followed: { ...known, complete: false }, doubtful: [...here.map(({ rootId }) => rootId), ...unknown] }
  }
  const { threads, doubtful } = countReplies(known.threads, changes, head, reader)
  const followed = threads === known.threads ? known : { ...known, threads }
  return { followed, doubtful: [...new Set([...unknown, ...doubtful])] }
}

function isOutrun(thread: Thread, { roomId, head }: RoomChanges): boolean {
  return thread.roomId === roomId && thread.head < head
}

/** Adds what is new; where something else has changed that may count, there is a doubt. */
function countReplies(known: FollowedThreads['threads'], { messages, to }: RoomChanges, head: Seq, reader: Reader) {
  const counted = new Map<MessageId, Thread>()
  const doubtful: MessageId[] = []
  for (const message of messages) {
    const thread = message.threadRoot && (counted.get(message.threadRoot) ?? known.get(message.threadRoot))
    if (!thread || message.seq <= thread.readSeq || !countsFor(thread, message, reader)) continue
    const isNew = message.seq > Math.max(head, thread.head)
    if (isNew && message.deletedAt === undefined) counted.set(thread.rootId, countReply(thread, message, reader))
    if (!isNew && to > thread.head && mayHaveCounted(thread, message, reader)) doubtful.push(thread.rootId)
  }
  return { threads: counted.size === 0 ? known : new Map([...known, ...counted]), doubtful }
}

/** Whether a message can count for somebody in a thread, or could before it was deleted. */
function countsFor({ following, mentions }: Thread, message: Message, reader: Reader): boolean {
  if (message.authorId === reader.me) return false
  return following || mentions > 0 || isMentioned(message, reader)
}

/** Whether a message that was there before counts less or more than it did. */
function mayHaveCounted({ mentions }: Thread, message: Message, reader: Reader): boolean {
  return message.deletedAt !== undefined || mentions > 0 || isMentioned(message, reader)
}

function countReply(thread: Thread, message: Message, reader: Reader): Thread {
  const unread = thread.following && message.authorId !== reader.me ? 1 : 0
  const mentions = isMentioned(message, reader) ? 1 : 0
  return {
    ...thread,
    unread: Math.min(limits.unread, thread.unread + unread),
    mentions: Math.min(limits.unread, thread.mentions + mentions),
    head: message.seq,
  }
}

/** Threads that one may follow from now on, or may have followed without the client knowing. */
function unknownIn({ threads, complete }: FollowedThreads, { messages }: RoomChanges, { me }: Reader): MessageId[] {
  // Whoever is blocked may have called one a moment before that.
  const reader = { me, blocked: new Set<never>() }
  const mine = new Set(messages.flatMap(({ id, authorId }) => (authorId === reader.me ? id : [])))
  const unknown = messages.flatMap((message) => {
    const { threadRoot, authorId } = message
    if (threadRoot === undefined || threads.get(threadRoot)?.following) return []
    const mayFollow = authorId === reader.me || mine.has(threadRoot) || isMentioned(message, reader)
    const isForgotten = !complete && !threads.has(threadRoot)
    return mayFollow || isForgotten ? threadRoot : []
  })
  return [...new Set(unknown)]
}
