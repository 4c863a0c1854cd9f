import {
  followThread,
  getThreadHistory,
  getThreads,
  limits,
  listThreads,
  type Message,
  type MessageId,
  markThreadRead,
  type ParsedInput,
  type UserId,
} from '@chat/protocol'
import { Refusal } from './model-messages.ts'
import type { ModelHandler } from './model-people.ts'
import { headOf, type ModelRoom } from './model-room.ts'
import { type ModelThread, repliesTo, threadOf, threadsOf } from './model-thread-counts.ts'

function pageOf(room: ModelRoom, { rootId, before, limit = 50 }: ParsedInput<typeof getThreadHistory>) {
  const all = repliesTo(room, rootId)
  const older = all.filter(({ seq }) => before === undefined || seq < before)
  const messages = older.slice(-limit)
  return { messages, users: [], hasMoreBefore: messages.length < older.length, hasMoreAfter: older.length < all.length }
}

export function threadHandlers({
  roomsOf,
  tellPerson,
  blockedBy,
}: {
  readonly roomsOf: (reader: UserId) => ModelRoom[]
  readonly tellPerson: (userId: UserId, name: string, payload: unknown) => void
  readonly blockedBy: (userId: UserId) => ReadonlySet<UserId>
}): [string, ModelHandler][] {
  function find(userId: UserId, rootId: MessageId): { room: ModelRoom; root: Message } {
    for (const room of roomsOf(userId)) {
      const root = room.messages.get(rootId)
      if (root?.threadRoot !== undefined) throw new Refusal('VALIDATION_FAILED')
      if (root) return { room, root }
    }
    throw new Refusal('NOT_FOUND')
  }

  const seenBy = (userId: UserId, room: ModelRoom, rootId: MessageId) =>
    threadOf(room, userId, rootId, blockedBy(userId))

  function tell(userId: UserId, room: ModelRoom, rootId: MessageId) {
    const thread = seenBy(userId, room, rootId)
    tellPerson(userId, 'thread:changed', thread)
    return { thread }
  }

  return [
    [
      getThreadHistory.name,
      (userId: UserId, input: ParsedInput<typeof getThreadHistory>) => {
        const { room, root } = find(userId, input.rootId)
        return { root, ...pageOf(room, input), thread: seenBy(userId, room, root.id) }
      },
    ],
    [
      followThread.name,
      (userId: UserId, { rootId, on }: ParsedInput<typeof followThread>) => {
        const { room } = find(userId, rootId)
        const threads = room.threads.get(userId) ?? new Map<MessageId, ModelThread>()
        room.threads.set(userId, threads)
        threads.set(rootId, { readSeq: headOf(room), ...threads.get(rootId), following: on })
        return tell(userId, room, rootId)
      },
    ],
    [
      markThreadRead.name,
      (userId: UserId, { rootId, seq }: ParsedInput<typeof markThreadRead>) => {
        const { room } = find(userId, rootId)
        const thread = room.threads.get(userId)?.get(rootId)
        if (thread) thread.readSeq = Math.max(thread.readSeq, Math.min(seq, headOf(room)))
        return tell(userId, room, rootId)
      },
    ],
    [
      getThreads.name,
      (userId: UserId, { rootIds }: ParsedInput<typeof getThreads>) => ({
        threads: roomsOf(userId).flatMap((room) =>
          rootIds.filter((id) => room.messages.has(id)).map((id) => seenBy(userId, room, id)),
        ),
      }),
    ],
    [
      listThreads.name,
      (userId: UserId) => {
        const { threads } = threadsOf(roomsOf(userId), userId, blockedBy(userId))
        const found = threads.map((thread) => ({ thread, root: find(userId, thread.rootId).root }))
        const page = found.filter(({ root }) => root.replyCount !== undefined).slice(0, limits.threadsPage)
        return { threads: page.map(({ thread }) => thread), roots: page.map(({ root }) => root), users: [] }
      },
    ],
  ]
}
