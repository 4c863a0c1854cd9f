import {
  type EventPayload,
  limits,
  listMembers,
  listReaders,
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

  function readsIn(roomId: RoomId): WritableStore<ReadsOfOthers> {
    const store = rooms.get(roomId) ?? createStore(NOTHING)
    rooms.set(roomId, store)
    return store
  }

  /** A mark never goes back, and the answer to a look may be older than what was told since. */
  function take(roomId: RoomId, marks: readonly Pick<ReadMarksTold[number], 'userId' | 'seq'>[]): void {
    const store = readsIn(roomId)
    const before = store.get()
    const newer = marks.filter(({ userId, seq }) => userId !== account() && seq > (before.get(userId) ?? 0))
    if (newer.length > 0) store.set(new Map([...before, ...newer.map(({ userId, seq }) => [userId, seq] as const)]))
  }

  function look(roomId: RoomId): void {
    looksAt = roomId
    looks += 1
    const turn = looks
    const { memberCount = 0 } = options.summaryOf(roomId) ?? {}
    if (!on.get() || !options.isReady() || memberCount < 2 || memberCount > limits.receiptMembers) return
    ask(listMembers, { roomId }).then(
      ({ members, users }) => {
        if (turn !== looks) return
        options.onUsers(users)
        take(
          roomId,
          members.map(({ userId, lastReadSeq }) => ({ userId, seq: lastReadSeq })),
        )
      },
      () => {},
    )
  }

  function forgetAll(): void {
    looks += 1
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
      for (const mark of marks) if (on.get()) take(mark.roomId, [mark])
    },
    /** Whoever has left is not among the readers any more. */
    heard({ roomId, members = [] }: RoomChanges): void {
      const store = rooms.get(roomId)
      const left = new Set(members.filter(({ leftSeq }) => leftSeq !== undefined).map(({ userId }) => userId))
      if (!store || left.size === 0) return
      store.set(new Map([...store.get()].filter(([userId]) => !left.has(userId))))
    },
    clear(): void {
      looksAt = undefined
      on.set(true)
      forgetAll()
    },
  }
}
