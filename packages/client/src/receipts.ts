import {
  type deliveryMarked,
  type EventPayload,
  limits,
  listMembers,
  listReaders,
  type Member,
  type RequestInput,
  type RequestOutput,
  type RoomChanges,
  type RoomId,
  type RoomSummary,
  type readMarked,
  setReceipts,
  type User,
  type UserId,
} from '@chat/protocol'
import { createMarksOfOthers, type MarksOfOthers } from './marks-of-others.ts'
import type { Ask } from './requests.ts'
import { createStore } from './writable-store.ts'

/** How far people have read, as it is told. */
export type ReadMarksTold = EventPayload<typeof readMarked>

/** How far each of the others has read, as far as one may know. */
export type ReadsOfOthers = MarksOfOthers

/**
 * How far others have read in the room that is looked at, and on whose devices messages have arrived, where it is small
 * enough for that to be told. Best effort: what is missed meanwhile comes when the room is opened again.
 */
export function createReceipts(options: {
  readonly ask: Ask
  readonly isReady: () => boolean
  readonly account: () => UserId | undefined
  readonly summaryOf: (roomId: RoomId) => RoomSummary | undefined
  readonly onUsers: (users: readonly User[]) => void
}) {
  const { ask, account } = options
  const on = createStore(true)
  const reads = createMarksOfOthers(account)
  const deliveries = createMarksOfOthers(account)
  const both = [reads, deliveries]
  let looksAt: RoomId | undefined
  let looks = 0

  function replace(roomId: RoomId, members: readonly Member[]): void {
    reads.replace(
      roomId,
      members.map(({ userId, lastReadSeq }) => [userId, lastReadSeq]),
    )
    deliveries.replace(
      roomId,
      members.map(({ userId, lastReadSeq, deliveredSeq = lastReadSeq }) => [userId, deliveredSeq]),
    )
  }

  function look(roomId: RoomId): void {
    looksAt = roomId
    looks += 1
    for (const marks of both) marks.look(roomId)
    const turn = looks
    const { memberCount = 0 } = options.summaryOf(roomId) ?? {}
    if (!on.get() || !options.isReady() || memberCount < 2 || memberCount > limits.receiptMembers) return
    ask(listMembers, { roomId }).then(
      ({ members, users }) => {
        if (turn !== looks) return
        options.onUsers(users)
        replace(roomId, members)
      },
      () => {},
    )
  }

  function forgetAll(): void {
    looks += 1
    for (const marks of both) marks.clear()
  }

  function switched(next: boolean): void {
    if (next === on.get()) return
    on.set(next)
    if (!next) forgetAll()
    else if (looksAt) look(looksAt)
  }

  return {
    on,
    of: reads.of,
    deliveriesIn: deliveries.of,
    look,
    switched,
    async set(next: boolean): Promise<void> {
      await ask(setReceipts, { on: next })
      switched(next)
    },
    async list(input: RequestInput<typeof listReaders>): Promise<RequestOutput<typeof listReaders>> {
      const page = await ask(listReaders, input)
      options.onUsers(page.users)
      return page
    },
    apply(marks: ReadMarksTold): void {
      if (!on.get()) return
      // What is read has arrived.
      for (const mark of marks) for (const kind of both) kind.take(mark)
    },
    applyDeliveries(marks: EventPayload<typeof deliveryMarked>): void {
      if (on.get()) for (const mark of marks) deliveries.take(mark)
    },
    /** Whoever has left is not among the readers any more. */
    heard({ roomId, members = [] }: RoomChanges): void {
      const left = new Set(members.filter(({ leftSeq }) => leftSeq !== undefined).map(({ userId }) => userId))
      if (left.size > 0) for (const kind of both) if (kind.has(roomId)) kind.forget(roomId, left)
    },
    /** One has blocked somebody, or has ended that. */
    blocked(userId: UserId): void {
      for (const kind of both) kind.forgetEverywhere(userId)
      // Also because an answer that is on its way may be from before.
      if (looksAt) look(looksAt)
    },
    clear(): void {
      looksAt = undefined
      on.set(true)
      forgetAll()
    },
  }
}
