import type { EventPayload, RoomChanges, RoomId, RoomSummary, readMarked, Seq, UserId } from '@chat/protocol'
import { addSummary, applyReadMark, removeSummary, replaceSummaries, summariseChanges } from './room-summaries.ts'
import { createStore } from './writable-store.ts'

/** The rooms that one is in, and everything that changes the list between two syncs. */
export function createRoomList(options: { readonly onChanged: () => void }) {
  const store = createStore<readonly RoomSummary[]>([])

  function update(change: (rooms: readonly RoomSummary[]) => readonly RoomSummary[]): void {
    const before = store.get()
    store.set(change(before))
    if (store.get() !== before) options.onChanged()
  }

  return {
    store,
    find: (roomId: RoomId): RoomSummary | undefined => store.get().find((room) => room.id === roomId),
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
    apply: (changes: RoomChanges) => update((rooms) => summariseChanges(rooms, changes)),
    add: (added: RoomSummary) => update((rooms) => addSummary(rooms, added)),
    remove: (roomId: RoomId) => update((rooms) => removeSummary(rooms, roomId)),
    mark(marks: EventPayload<typeof readMarked>, me: UserId | undefined): void {
      const mine = marks.filter(({ userId }) => userId === me)
      update((rooms) => mine.reduce((list, { roomId, seq }) => applyReadMark(list, roomId, seq), rooms))
    },
  }
}

export type RoomList = ReturnType<typeof createRoomList>
