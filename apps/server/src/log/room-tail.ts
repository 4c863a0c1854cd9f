import type { RoomChanges, RoomId, Seq } from '@chat/protocol'
import type { CommittedChange } from './room-log.ts'
import { toFrames } from './to-frames.ts'

/**
 * Emits every room's changes in order of seq without a hole, for the rooms that have listeners here. The changes come
 * from this process's own commits where they follow on what was emitted, else from the log.
 */
export interface RoomTail {
  /** Takes what this process has committed. */
  follow(committed: readonly CommittedChange[]): void
  /** Begins to follow a room from its head, unless it is followed already. */
  start(roomId: RoomId, head: Seq): void
  /** Says how far a followed room's log is known to go, by whatever news. */
  hint(roomId: RoomId, head: Seq): void
  /** Stops following a room that nobody listens to any more. */
  forget(roomId: RoomId): void
  /** The rooms that are followed. */
  rooms(): RoomId[]
}

export interface RoomTailOptions {
  readonly emit: (changes: RoomChanges) => void
  readonly hasListeners: (roomId: RoomId) => boolean
  /** Reads what came after a position; an empty answer means there is nothing. */
  readonly pull: (roomId: RoomId, after: Seq) => Promise<RoomChanges>
  readonly onPullFailed: (roomId: RoomId, error: unknown) => void
}

interface Followed {
  emitted: Seq
  /** The log is known to go this far. */
  target: Seq
  pulling: boolean
}

export function createRoomTail({ emit, hasListeners, pull, onPullFailed }: RoomTailOptions): RoomTail {
  const followed = new Map<RoomId, Followed>()

  function send(room: Followed, changes: RoomChanges): void {
    emit(changes)
    room.emitted = changes.to
  }

  async function catchUp(roomId: RoomId, room: Followed): Promise<void> {
    if (room.pulling) return
    room.pulling = true
    try {
      while (room.emitted < room.target && followed.get(roomId) === room) {
        const changes = await pull(roomId, room.emitted)
        if (changes.to <= room.emitted) break
        send(room, changes)
      }
    } catch (error) {
      onPullFailed(roomId, error)
    } finally {
      room.pulling = false
    }
  }

  function take(changes: RoomChanges): void {
    if (!followed.has(changes.roomId) && !hasListeners(changes.roomId)) return
    const room = followed.get(changes.roomId) ?? { emitted: changes.from, target: changes.from, pulling: false }
    followed.set(changes.roomId, room)
    room.target = Math.max(room.target, changes.to)
    if (!room.pulling && room.emitted === changes.from) send(room, changes)
    else if (room.emitted < room.target) void catchUp(changes.roomId, room)
  }

  return {
    follow(committed) {
      for (const changes of toFrames(committed)) take(changes)
    },
    start(roomId, head) {
      if (!followed.has(roomId)) followed.set(roomId, { emitted: head, target: head, pulling: false })
    },
    hint(roomId, head) {
      const room = followed.get(roomId)
      if (!room) return
      room.target = Math.max(room.target, head)
      if (room.emitted < room.target) void catchUp(roomId, room)
    },
    forget: (roomId) => void followed.delete(roomId),
    rooms: () => [...followed.keys()],
  }
}
