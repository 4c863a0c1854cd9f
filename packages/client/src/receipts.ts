import {
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
  type Seq,
  setReceipts,
  type User,
  type UserId,
} from '@chat/protocol'
import type { Ask } from './requests.ts'
import type { ReadableStore } from './store.ts'
import { createStore, type WritableStore } from './writable-store.ts'

/** How far people have read, as it is told. */
export type ReadMarksTold = EventPayload<typeof readMarked>

/** How far each of the others has read, as far as one may know. */
export type ReadsOfOthers = ReadonlyMap<UserId, Seq>

const NOTHING: ReadsOfOthers = new Map()

/**
 * How far others have read in the room that is looked at, where it is small enough for that to be told. Best effort:
 * what is missed meanwhile comes when the room is opened again.
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
  const rooms = new Map<RoomId, WritableStore<ReadsOfOthers>>()
  let looksAt: RoomId | undefined
  let looks = 0
  /** What was told of the room that is looked at since it was asked how far everybody is there. */
  let since: ReadsOfOthers = NOTHING

  function readsIn(roomId: RoomId): WritableStore<ReadsOfOthers> {
    const store = rooms.get(roomId) ?? createStore(NOTHING)
    rooms.set(roomId, store)
    return store
  }

  /** A mark that is told never goes back. */
  function take({ roomId, userId, seq }: ReadMarksTold[number]): void {
    if (userId === account()) return
    const store = readsIn(roomId)
    if (seq > (store.get().get(userId) ?? 0)) store.set(new Map([...store.get(), [userId, seq]]))
    if (roomId === looksAt && seq > (since.get(userId) ?? 0)) since = new Map([...since, [userId, seq]])
  }

  /**
   * What the server answers is all that one may know: who is not in it has turned receipts off, or a block is between.
   * It may be older than what was told since it was asked.
   */
  function replace(roomId: RoomId, members: readonly Member[]): void {
    const shown = members.filter(({ userId, lastReadSeq }) => userId !== account() && lastReadSeq > 0)
    const reads = new Map(shown.map(({ userId, lastReadSeq }) => [userId, lastReadSeq]))
    for (const [userId, seq] of since) reads.set(userId, Math.max(seq, reads.get(userId) ?? 0))
    readsIn(roomId).set(reads)
  }

  function forget(roomId: RoomId, userIds: ReadonlySet<UserId>): void {
    const without = (reads: ReadsOfOthers) => new Map([...reads].filter(([userId]) => !userIds.has(userId)))
    const store = readsIn(roomId)
    store.set(without(store.get()))
    if (roomId === looksAt) since = without(since)
  }

  function look(roomId: RoomId): void {
    looksAt = roomId
    looks += 1
    since = NOTHING
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
    since = NOTHING
    for (const store of rooms.values()) store.set(NOTHING)
  }

  function switched(next: boolean): void {
    if (next === on.get()) return
    on.set(next)
    if (!next) forgetAll()
    else if (looksAt) look(looksAt)
  }

  return {
    on,
    of: (roomId: RoomId): ReadableStore<ReadsOfOthers> => readsIn(roomId),
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
      for (const mark of marks) if (on.get()) take(mark)
    },
    /** Whoever has left is not among the readers any more. */
    heard({ roomId, members = [] }: RoomChanges): void {
      const left = new Set(members.filter(({ leftSeq }) => leftSeq !== undefined).map(({ userId }) => userId))
      if (rooms.has(roomId) && left.size > 0) forget(roomId, left)
    },
    /** One has blocked somebody, or has ended that. */
    blocked(userId: UserId): void {
      for (const roomId of rooms.keys()) forget(roomId, new Set([userId]))
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
