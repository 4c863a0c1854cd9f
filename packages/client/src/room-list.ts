import {
  type EventPayload,
  limits,
  type RoomChanges,
  type RoomId,
  type RoomSummary,
  type readMarked,
  type Seq,
  type UserId,
} from '@chat/protocol'
import type { RoomState } from './room-state.ts'
import {
  addSummary,
  applyReadMark,
  removeSummary,
  replaceSummaries,
  setFavourite,
  summariseChanges,
} from './room-summaries.ts'
import { unreadAfter } from './unread-after.ts'
import { createStore } from './writable-store.ts'

/** The rooms that one is in, and everything that changes the list between two syncs. */
export function createRoomList(options: {
  readonly onChanged: () => void
  readonly account: () => UserId | undefined
  readonly stateOf: (roomId: RoomId) => RoomState | undefined
}) {
  const store = createStore<readonly RoomSummary[]>([])

  function update(change: (rooms: readonly RoomSummary[]) => readonly RoomSummary[]): void {
    const before = store.get()
    store.set(change(before))
    if (store.get() !== before) options.onChanged()
  }

  const find = (roomId: RoomId): RoomSummary | undefined => store.get().find((room) => room.id === roomId)

  function mark(roomId: RoomId, seq: Seq): void {
    const { stateOf, account } = options
    const after = unreadAfter(stateOf(roomId), { seq, head: find(roomId)?.head ?? 0, me: account() })
    update((rooms) => applyReadMark(rooms, roomId, seq, after))
  }

  return {
    store,
    find,
    /**
     * Takes over the list of a sync.
     *
     * @returns the rooms whose log has begun anew: the cursor that was sent is beyond their head
     */
    replace(rooms: readonly RoomSummary[], cursors: ReadonlyMap<string, Seq>): RoomId[] {
      const restarted = rooms.filter(({ id, head }) => (cursors.get(id) ?? 0) > head).map(({ id }) => id)
      update((before) => replaceSummaries(before, rooms, new Set(restarted)))
      return restarted
    },
    apply: (changes: RoomChanges) => update((rooms) => summariseChanges(rooms, changes, options.account())),
    add: (added: RoomSummary) => update((rooms) => addSummary(rooms, added)),
    favourite: (roomId: RoomId, on: boolean) => update((rooms) => setFavourite(rooms, roomId, on)),
    remove: (roomId: RoomId) => update((rooms) => removeSummary(rooms, roomId)),
    mark,
    /** Counts anew what is unread where all of it is loaded: a frame may have overtaken another, or brought it late. */
    recount(roomId: RoomId): void {
      const room = find(roomId)
      if (!room) return
      const position = { seq: room.lastReadSeq, head: room.head, me: options.account() }
      const count = Math.min(limits.unread, unreadAfter(options.stateOf(roomId), position) ?? room.unread)
      if (count !== room.unread)
        update((rooms) => rooms.map((one) => (one.id === roomId ? { ...one, unread: count } : one)))
    },
    /** Takes over what was read on other devices. */
    takeMarks(marks: EventPayload<typeof readMarked>): void {
      for (const { roomId, userId, seq } of marks) if (userId === options.account()) mark(roomId, seq)
    },
  }
}

export type RoomList = ReturnType<typeof createRoomList>
