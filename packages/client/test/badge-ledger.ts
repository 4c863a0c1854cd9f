import {
  blockUser,
  deleteMessage,
  editMessage,
  joinRoom,
  leaveRoom,
  limits,
  markRead,
  type RoomId,
  sendMessage,
  type UserId,
} from '@chat/protocol'

/** What a badge shows. */
export interface Badge {
  readonly unread: number
  readonly mentions: number
}

interface Post {
  readonly roomId: RoomId
  readonly seq: number
  readonly authorId: UserId
  words: readonly string[]
}

/**
 * What has happened, as the server has accepted it, and from it what every badge has to show: by rules that are written
 * down here once more, from PROTOCOL.md (S28, S29, S50, S59), and share nothing with the client or with the model of the
 * server.
 */
export function createBadgeLedger(everywhere: ReadonlySet<RoomId>, people: readonly UserId[]) {
  const posts = new Map<string, Post>()
  /** How far somebody has read in the rooms that they are in. */
  const marks = new Map<string, number>()
  const blocks = new Set<string>()
  const key = (...ids: string[]): string => ids.join(' ')
  for (const roomId of everywhere) for (const userId of people) marks.set(key(roomId, userId), 0)

  /** A request that has been granted. */
  function note(userId: UserId, name: string, input: unknown, data: unknown): void {
    switch (name) {
      case sendMessage.name: {
        const { id, roomId, text } = sendMessage.input.parse(input)
        const { seq, duplicate } = sendMessage.output.parse(data)
        if (!duplicate) posts.set(id, { roomId, seq, authorId: userId, words: text.split(' ') })
        return
      }
      case editMessage.name: {
        const { id, text } = editMessage.input.parse(input)
        const post = posts.get(id)
        if (post) post.words = text.split(' ')
        return
      }
      case deleteMessage.name:
        return void posts.delete(deleteMessage.input.parse(input).id)
      case markRead.name: {
        const { roomId } = markRead.input.parse(input)
        return void marks.set(key(roomId, userId), markRead.output.parse(data).seq)
      }
      case joinRoom.name: {
        const { roomId } = joinRoom.input.parse(input)
        if (!marks.has(key(roomId, userId))) marks.set(key(roomId, userId), joinRoom.output.parse(data).room.head)
        return
      }
      case leaveRoom.name:
        return void marks.delete(key(leaveRoom.input.parse(input).roomId, userId))
      case blockUser.name: {
        const { userId: other, on } = blockUser.input.parse(input)
        if (on) blocks.add(key(userId, other))
        else blocks.delete(key(userId, other))
      }
    }
  }

  /** Counted from the first message on; undefined for who is not in the room. */
  function badge(roomId: RoomId, userId: UserId): Badge | undefined {
    const mark = marks.get(key(roomId, userId))
    if (mark === undefined) return undefined
    const waiting = [...posts.values()].filter(
      (post) => post.roomId === roomId && post.authorId !== userId && post.seq > mark,
    )
    const calling = waiting.filter(
      ({ authorId, words }) =>
        !blocks.has(key(userId, authorId)) && (words.includes('@room') || words.includes(`@${userId}`)),
    )
    return {
      unread: Math.min(limits.unread, waiting.length),
      mentions: Math.min(limits.unread, calling.length),
    }
  }

  return {
    note,
    badge,
    /** What somebody has written in a room and can still change, the newest first. */
    postsOf: (roomId: RoomId, userId?: UserId): string[] =>
      [...posts]
        .filter(([, post]) => post.roomId === roomId && (userId === undefined || post.authorId === userId))
        .map(([id]) => id)
        .reverse(),
  }
}
