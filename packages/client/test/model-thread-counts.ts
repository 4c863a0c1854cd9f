import { limits, type Message, type MessageId, type RoomId, type Seq, type Thread, type UserId } from '@chat/protocol'

/** What a thread is to somebody. */
export interface ModelThread {
  following: boolean
  readSeq: Seq
}

/** What of a room of the model is needed to count its threads. */
interface RoomWithThreads {
  readonly id: RoomId
  readonly log: readonly unknown[]
  readonly messages: Map<MessageId, Message>
  readonly members: ReadonlySet<UserId>
  readonly threads: Map<UserId, Map<MessageId, ModelThread>>
}

const inOrder = (one: Message, other: Message): number => one.seq - other.seq

/** The messages of a thread. */
export function repliesTo(room: RoomWithThreads, rootId: MessageId): Message[] {
  return [...room.messages.values()].filter(({ threadRoot }) => threadRoot === rootId).sort(inOrder)
}

/** The root says what there is in its thread. */
export function countThread(room: RoomWithThreads, rootId: MessageId): void {
  const root = room.messages.get(rootId)
  if (!root) return
  const { replyCount: _count, lastReplyAt: _at, repliers: _people, ...rest } = root
  const left = repliesTo(room, rootId).filter(({ deletedAt }) => deletedAt === undefined)
  const last = left.at(-1)
  const repliers = [...new Set(left.map(({ authorId }) => authorId))].slice(0, limits.threadRepliers)
  room.messages.set(rootId, {
    ...rest,
    ...(last && { replyCount: left.length, lastReplyAt: last.sentAt, repliers }),
  })
}

/**
 * Whoever has to do with a message in a thread follows it.
 *
 * @param edited nobody has written anything new
 * @returns whoever was called and follows it now
 */
export function followPosted(
  room: RoomWithThreads,
  { seq, authorId, mentions = [], threadRoot }: Message,
  hasBlocked: (userId: UserId) => boolean,
  edited = false,
): UserId[] {
  const root = threadRoot && room.messages.get(threadRoot)
  if (!root) return []
  const called: UserId[] = []
  const begin = (userId: UserId, readSeq: Seq): ModelThread | undefined => {
    if (!room.members.has(userId)) return undefined
    const threads = room.threads.get(userId) ?? new Map<MessageId, ModelThread>()
    room.threads.set(userId, threads)
    const known = threads.get(root.id)
    if (!known && userId !== authorId) called.push(userId)
    const thread = known ?? { following: true, readSeq }
    threads.set(root.id, thread)
    return thread
  }
  if (!edited && root.authorId !== authorId && !hasBlocked(root.authorId)) begin(root.authorId, root.seq)
  for (const { userId } of mentions) if (userId !== authorId && !hasBlocked(userId)) begin(userId, seq - 1)
  const own = edited ? undefined : begin(authorId, seq)
  if (own?.following === false) Object.assign(own, { following: true, readSeq: Math.max(own.readSeq, seq) })
  return called
}

/** A thread as somebody sees it, counted from scratch. */
export function threadOf(
  room: RoomWithThreads,
  reader: UserId,
  rootId: MessageId,
  blocked: ReadonlySet<UserId>,
): Thread {
  const thread = room.threads.get(reader)?.get(rootId)
  const unread = repliesTo(room, rootId).filter(
    ({ seq, authorId, deletedAt }) =>
      thread !== undefined && seq > thread.readSeq && authorId !== reader && deletedAt === undefined,
  )
  const mentioning = unread.filter(
    ({ authorId, mentions = [] }) => !blocked.has(authorId) && mentions.some(({ userId }) => userId === reader),
  )
  return {
    rootId,
    roomId: room.id,
    following: thread?.following ?? false,
    readSeq: thread?.readSeq ?? 0,
    unread: thread?.following ? Math.min(limits.unread, unread.length) : 0,
    mentions: Math.min(limits.unread, mentioning.length),
    head: room.log.length,
  }
}

/** The threads that somebody follows, the latest reply first, and those without one last. */
export function threadsOf(rooms: readonly RoomWithThreads[], reader: UserId, blocked: ReadonlySet<UserId>) {
  const followed = rooms.flatMap((room) =>
    [...(room.threads.get(reader)?.keys() ?? [])].flatMap((rootId) => {
      const at = room.messages.get(rootId)?.lastReplyAt ?? 0
      const thread = threadOf(room, reader, rootId, blocked)
      return thread.following ? { thread, at } : []
    }),
  )
  const threads = followed.sort((one, other) => other.at - one.at).map(({ thread }) => thread)
  return {
    threads: threads.slice(0, limits.syncThreads),
    ...(threads.length > limits.syncThreads && { moreThreads: true }),
  }
}
