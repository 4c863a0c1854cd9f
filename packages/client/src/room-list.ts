import type { EventPayload, RoomChanges, RoomId, RoomSummary, readMarked, Seq, UserId } from '@chat/protocol'
import { holdsAgainst, markOf, type ReadMark, toldMark } from './read-mark.ts'
import type { RoomState } from './room-state.ts'
import {
  addSummary,
  applyReadMark,
  removeSummary,
  replaceSummaries,
  setFavourite,
  summariseChanges,
  takeCounted,
  withThreads,
} from './room-summaries.ts'
import { changesThreadMentions, leavesDoubt, type Reader, unreadAfter } from './unread-after.ts'
import { createStore } from './writable-store.ts'

/** The rooms that one is in, and everything that changes the list between two syncs. */
export function createRoomList(options: {
  readonly onChanged: () => void
  readonly account: () => UserId | undefined
  readonly blocked: () => ReadonlySet<UserId>
  readonly stateOf: (roomId: RoomId) => RoomState | undefined
  /**
   * The counts of a room may be wrong, and only the server knows.
   *
   * @param inThreads it does so whatever is loaded of the timeline
   */
  readonly doubt: (roomId: RoomId, inThreads?: boolean) => void
}) {
  const store = createStore<readonly RoomSummary[]>([])

  function update(change: (rooms: readonly RoomSummary[]) => readonly RoomSummary[]): void {
    const before = store.get()
    store.set(change(before))
    if (store.get() !== before) options.onChanged()
  }

  const find = (roomId: RoomId): RoomSummary | undefined => store.get().find((room) => room.id === roomId)

  const reader = (): Reader => ({ me: options.account(), blocked: options.blocked() })

  function mark(roomId: RoomId, to: ReadMark): void {
    const before = find(roomId)
    const after = unreadAfter(options.stateOf(roomId), { seq: to.seq, head: before?.head ?? 0, reader: reader() })
    update((rooms) => applyReadMark(rooms, roomId, to, after))
    const room = find(roomId)
    if (room !== before && room && room.unread > 0 && !after) options.doubt(roomId)
  }

  /** Counts anew where all of what is unread is loaded: a frame may have overtaken another, or brought it late. */
  function recount(roomId: RoomId): boolean {
    const room = find(roomId)
    if (!room) return true
    const position = { seq: room.lastReadSeq, head: room.head, reader: reader() }
    const counts = unreadAfter(options.stateOf(roomId), position)
    const now = counts && withThreads(room, counts)
    if (now && (now.unread !== room.unread || now.mentions !== room.mentions))
      update((rooms) => rooms.map((one) => (one.id === roomId ? { ...one, ...now } : one)))
    return counts !== undefined
  }

  /** Takes over what the server has counted; false where it did not know yet what is known here. */
  function takeCounts(counted: RoomSummary): boolean {
    const room = find(counted.id)
    if (!room) return true
    if (counted.head < room.head || holdsAgainst(markOf(room), markOf(counted))) return false
    update((rooms) => takeCounted(rooms, counted))
    return true
  }

  /** Whether more is known here of a room than the server knew when it sent this. */
  function isOutrun(sent: RoomSummary): boolean {
    const known = find(sent.id)
    return known !== undefined && (known.head > sent.head || holdsAgainst(markOf(known), markOf(sent)))
  }

  return {
    store,
    find,
    reader,
    /**
     * Takes over the list of a sync.
     *
     * @returns the rooms whose log has begun anew: the cursor that was sent is beyond their head
     */
    replace(rooms: readonly RoomSummary[], cursors: ReadonlyMap<string, Seq>): RoomId[] {
      const restarted = rooms.filter(({ id, head }) => (cursors.get(id) ?? 0) > head).map(({ id }) => id)
      const outrun = rooms.filter((room) => !restarted.includes(room.id) && isOutrun(room))
      update((before) => replaceSummaries(before, rooms, new Set(restarted)))
      for (const { id } of outrun) options.doubt(id, true)
      return restarted
    },
    apply(changes: RoomChanges): void {
      const room = find(changes.roomId)
      const doubtful = room && leavesDoubt(room, changes, reader())
      const inThreads = room && changesThreadMentions(room, changes, reader())
      update((rooms) => summariseChanges(rooms, changes, reader()))
      if (doubtful || inThreads) options.doubt(room.id, inThreads || changes.from > room.head)
    },
    add(added: RoomSummary): void {
      const outrun = isOutrun(added)
      update((rooms) => addSummary(rooms, added))
      if (outrun) options.doubt(added.id, true)
    },
    takeCounts,
    /** Other people are blocked than before: what they write mentions one no more, or again. */
    blockedChanged(): void {
      for (const { id, unread, mentionsInThreads } of store.get()) {
        if (mentionsInThreads) options.doubt(id, true)
        else if (unread > 0 && !recount(id)) options.doubt(id)
      }
    },
    favourite: (roomId: RoomId, on: boolean) => update((rooms) => setFavourite(rooms, roomId, on)),
    remove: (roomId: RoomId) => update((rooms) => removeSummary(rooms, roomId)),
    mark,
    recount,
    /** Takes over what was read on other devices. */
    takeMarks(marks: EventPayload<typeof readMarked>): void {
      for (const told of marks) if (told.userId === options.account()) mark(told.roomId, toldMark(told))
    },
  }
}

export type RoomList = ReturnType<typeof createRoomList>
