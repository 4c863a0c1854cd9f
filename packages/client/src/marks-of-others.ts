import type { RoomId, Seq, UserId } from '@chat/protocol'
import type { ReadableStore } from './store.ts'
import { createStore, type WritableStore } from './writable-store.ts'

/** How far each of the others has come in a room, as far as one may know. */
export type MarksOfOthers = ReadonlyMap<UserId, Seq>

/** Where somebody is in a room. */
interface Mark {
  readonly roomId: RoomId
  readonly userId: UserId
  readonly seq: Seq
}

const NOTHING: MarksOfOthers = new Map()

/** How far others have come in the room that is looked at: asked once, and then told. */
export function createMarksOfOthers(account: () => UserId | undefined) {
  const rooms = new Map<RoomId, WritableStore<MarksOfOthers>>()
  let looksAt: RoomId | undefined
  /** What was told of the room that is looked at since it was asked how far everybody is there. */
  let since: MarksOfOthers = NOTHING

  function storeOf(roomId: RoomId): WritableStore<MarksOfOthers> {
    const store = rooms.get(roomId) ?? createStore(NOTHING)
    rooms.set(roomId, store)
    return store
  }

  return {
    of: (roomId: RoomId): ReadableStore<MarksOfOthers> => storeOf(roomId),
    has: (roomId: RoomId): boolean => rooms.has(roomId),
    look(roomId: RoomId | undefined): void {
      looksAt = roomId
      since = NOTHING
    },
    /** A mark that is told never goes back. */
    take({ roomId, userId, seq }: Mark): void {
      if (userId === account()) return
      const store = storeOf(roomId)
      if (seq > (store.get().get(userId) ?? 0)) store.set(new Map([...store.get(), [userId, seq]]))
      if (roomId === looksAt && seq > (since.get(userId) ?? 0)) since = new Map([...since, [userId, seq]])
    },
    /**
     * What the server answers is all that one may know: who is not in it has turned receipts off, or a block is between.
     * It may be older than what was told since it was asked.
     */
    replace(roomId: RoomId, answered: readonly (readonly [UserId, Seq])[]): void {
      const marks = new Map(answered.filter(([userId, seq]) => userId !== account() && seq > 0))
      for (const [userId, seq] of since) marks.set(userId, Math.max(seq, marks.get(userId) ?? 0))
      storeOf(roomId).set(marks)
    },
    /** Nothing is to be known of these any more. */
    forget(roomId: RoomId, userIds: ReadonlySet<UserId>): void {
      const without = (marks: MarksOfOthers) => new Map([...marks].filter(([userId]) => !userIds.has(userId)))
      const store = storeOf(roomId)
      store.set(without(store.get()))
      if (roomId === looksAt) since = without(since)
    },
    forgetEverywhere(userId: UserId): void {
      for (const roomId of rooms.keys()) this.forget(roomId, new Set([userId]))
    },
    clear(): void {
      since = NOTHING
      for (const store of rooms.values()) store.set(NOTHING)
    },
  }
}
