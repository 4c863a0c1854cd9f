import { limits, type UserId } from '@chat/protocol'

/** A message of a thread, as far as it counts. */
export interface Reply {
  readonly seq: number
  readonly authorId: UserId
  readonly rootId: string
  /** Whom it calls by name. */
  readonly calls: readonly UserId[]
}

/** What a thread is to somebody. */
interface Standing {
  following: boolean
  readSeq: number
}

/** What threads are to people, by the rules of S61. */
export function createThreadLedger(hasBlocked: (userId: UserId, other: UserId) => boolean) {
  const standings = new Map<UserId, Map<string, Standing>>()

  function of(userId: UserId): Map<string, Standing> {
    const known = standings.get(userId) ?? new Map<string, Standing>()
    standings.set(userId, known)
    return known
  }

  function begin(userId: UserId, rootId: string, readSeq: number): Standing {
    const standing = of(userId).get(rootId) ?? { following: true, readSeq }
    of(userId).set(rootId, standing)
    return standing
  }

  /** Somebody is called who is there, has not blocked whoever calls, and is not the same. */
  function called({ rootId, seq, authorId, calls }: Reply, isIn: (userId: UserId) => boolean): void {
    for (const userId of calls)
      if (userId !== authorId && isIn(userId) && !hasBlocked(userId, authorId)) begin(userId, rootId, seq - 1)
  }

  return {
    called,
    answered(
      reply: Reply,
      root: { readonly authorId: UserId; readonly seq: number },
      isIn: (userId: UserId) => boolean,
    ): void {
      const { authorId, rootId, seq } = reply
      if (root.authorId !== authorId && isIn(root.authorId) && !hasBlocked(root.authorId, authorId))
        begin(root.authorId, rootId, root.seq)
      called(reply, isIn)
      const own = begin(authorId, rootId, seq)
      if (!own.following) Object.assign(own, { following: true, readSeq: Math.max(own.readSeq, seq) })
    },
    /** As the server has answered. */
    stands: (userId: UserId, rootId: string, { following, readSeq }: Standing): void => {
      of(userId).set(rootId, { following, readSeq })
    },
    /** As the server has answered, where the thread is anything to them. */
    read(userId: UserId, rootId: string, readSeq: number): void {
      const standing = of(userId).get(rootId)
      if (standing) standing.readSeq = readSeq
    },
    left(userId: UserId, isThere: (rootId: string) => boolean): void {
      for (const rootId of [...of(userId).keys()]) if (isThere(rootId)) of(userId).delete(rootId)
    },
    /** What waits for somebody in each thread that is anything to them, counted from the first message on. */
    badges(userId: UserId, replies: readonly Reply[]) {
      return [...of(userId)].map(([rootId, { following, readSeq }]) => {
        const all = replies.filter((reply) => reply.rootId === rootId)
        const waiting = all.filter(({ seq, authorId }) => authorId !== userId && seq > readSeq)
        const calling = waiting.filter(({ authorId, calls }) => calls.includes(userId) && !hasBlocked(userId, authorId))
        return {
          rootId,
          shows: following && all.length > 0,
          unread: following ? Math.min(limits.unread, waiting.length) : 0,
          mentions: Math.min(limits.unread, calling.length),
        }
      })
    },
  }
}
