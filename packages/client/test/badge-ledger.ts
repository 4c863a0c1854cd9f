import {
  blockUser,
  deleteMessage,
  editMessage,
  followThread,
  joinRoom,
  leaveRoom,
  limits,
  markRead,
  markThreadRead,
  type RoomId,
  sendMessage,
  UserId,
} from '@chat/protocol'
import { createThreadLedger, type Reply } from './thread-ledger.ts'

/** What a badge shows. */
export interface Badge {
  readonly unread: number
  readonly mentions: number
}

interface Post {
  readonly roomId: RoomId
  readonly seq: number
  readonly authorId: UserId
  readonly rootId?: string | undefined
  /** Whom it answers. */
  readonly answers?: UserId | undefined
  words: readonly string[]
  isGone: boolean
}

/**
 * What has happened, as the server has accepted it, and from it what every badge has to show: by rules that are written
 * down here once more, from PROTOCOL.md (S28, S29, S50, S59, S60, S61, S67), and share nothing with the client or with the model of the
 * server.
 */
export function createBadgeLedger(everywhere: ReadonlySet<RoomId>, people: readonly UserId[]) {
  const posts = new Map<string, Post>()
  /** How far somebody has read in the rooms that they are in. */
  const marks = new Map<string, number>()
  const blocks = new Set<string>()
  let wentBack = 0
  const key = (...ids: string[]): string => ids.join(' ')
  const hasBlocked = (userId: UserId, other: UserId): boolean => blocks.has(key(userId, other))
  const threads = createThreadLedger(hasBlocked)
  const isIn = (roomId: RoomId) => (userId: UserId) => marks.has(key(roomId, userId))
  const left = (): Post[] => [...posts.values()].filter(({ isGone }) => !isGone)

  function toReply({ seq, authorId, words, rootId = '' }: Post): Reply {
    const named = words.filter((word) => word.startsWith('@')).map((word) => UserId.parse(word.slice(1)))
    return { seq, authorId, rootId, calls: named }
  }

  function posted(id: string, post: Post): void {
    posts.set(id, post)
    const root = post.rootId === undefined ? undefined : posts.get(post.rootId)
    if (root) threads.answered(toReply(post), root, isIn(post.roomId))
  }
  for (const roomId of everywhere) for (const userId of people) marks.set(key(roomId, userId), 0)

  /** What follows from a request that has been granted. */
  const notes = new Map<string, (userId: UserId, input: unknown, data: unknown) => void>([
    [
      sendMessage.name,
      (userId, input, data) => {
        const { id, roomId, text, threadRoot: rootId, replyTo } = sendMessage.input.parse(input)
        const { seq, duplicate } = sendMessage.output.parse(data)
        const answers = replyTo && posts.get(replyTo)?.authorId
        const post = { roomId, seq, authorId: userId, rootId, answers, words: text.split(' '), isGone: false }
        if (!duplicate) posted(id, post)
      },
    ],
    [
      editMessage.name,
      (_, input) => {
        const { id, text } = editMessage.input.parse(input)
        const post = posts.get(id)
        if (!post) return
        post.words = text.split(' ')
        if (post.rootId !== undefined) threads.called(toReply(post), isIn(post.roomId))
      },
    ],
    [
      deleteMessage.name,
      (_, input) => {
        const post = posts.get(deleteMessage.input.parse(input).id)
        if (post) post.isGone = true
      },
    ],
    [
      followThread.name,
      (userId, _, data) => {
        const { thread } = followThread.output.parse(data)
        threads.stands(userId, thread.rootId, thread)
      },
    ],
    [
      markThreadRead.name,
      (userId, _, data) => {
        const { thread } = markThreadRead.output.parse(data)
        threads.read(userId, thread.rootId, thread.readSeq)
      },
    ],
    [
      markRead.name,
      (userId, input, data) => {
        const { roomId } = markRead.input.parse(input)
        const { seq } = markRead.output.parse(data)
        if (seq < (marks.get(key(roomId, userId)) ?? 0)) wentBack += 1
        marks.set(key(roomId, userId), seq)
      },
    ],
    [
      joinRoom.name,
      (userId, input, data) => {
        const { roomId } = joinRoom.input.parse(input)
        if (!marks.has(key(roomId, userId))) marks.set(key(roomId, userId), joinRoom.output.parse(data).room.head)
      },
    ],
    [
      leaveRoom.name,
      (userId, input) => {
        const { roomId } = leaveRoom.input.parse(input)
        threads.left(userId, (rootId) => posts.get(rootId)?.roomId === roomId)
        marks.delete(key(roomId, userId))
      },
    ],
    [
      blockUser.name,
      (userId, input) => {
        const { userId: other, on } = blockUser.input.parse(input)
        if (on) blocks.add(key(userId, other))
        else blocks.delete(key(userId, other))
      },
    ],
  ])

  /** Counted from the first message on; undefined for who is not in the room. */
  function badge(roomId: RoomId, userId: UserId): Badge | undefined {
    const mark = marks.get(key(roomId, userId))
    if (mark === undefined) return undefined
    const waiting = left().filter(
      (post) => post.roomId === roomId && post.rootId === undefined && post.authorId !== userId && post.seq > mark,
    )
    const calling = waiting.filter(
      ({ authorId, words, answers }) =>
        !hasBlocked(userId, authorId) &&
        (words.includes('@room') || words.includes(`@${userId}`) || answers === userId),
    )
    const inThreads = threadBadges(roomId, userId).reduce((sum, { mentions }) => sum + mentions, 0)
    return {
      unread: Math.min(limits.unread, waiting.length),
      mentions: Math.min(limits.unread, calling.length + inThreads),
    }
  }

  /** What waits for somebody in the threads of a room. */
  function threadBadges(roomId: RoomId, userId: UserId) {
    const replies = left().filter((post) => post.roomId === roomId && post.rootId !== undefined)
    const here = threads.badges(userId, replies.map(toReply))
    return here.filter(({ rootId }) => posts.get(rootId)?.roomId === roomId)
  }

  return {
    /** A request has been granted. */
    note: (userId: UserId, name: string, input: unknown, data: unknown): void => notes.get(name)?.(userId, input, data),
    badge,
    /** How often a mark has gone back. */
    wentBack: () => wentBack,
    hasBlocked,
    threadBadges,
    /** The last messages of a room that threads hang on, or can. */
    rootsOf: (roomId: RoomId): string[] =>
      [...posts]
        .filter(([, post]) => post.roomId === roomId && post.rootId === undefined)
        .map(([id]) => id)
        .slice(-4),
    /** What somebody has written in a room and can still change, the newest first. */
    postsOf: (roomId: RoomId, userId?: UserId): string[] =>
      [...posts]
        .filter(
          ([, post]) => !post.isGone && post.roomId === roomId && (userId === undefined || post.authorId === userId),
        )
        .map(([id]) => id)
        .reverse(),
  }
}
