import type { RoomSummary } from '@chat/protocol'
import { orderedRooms } from './ordered-rooms.ts'

/** The list of rooms as it is shown: each room in one place. */
export interface RoomSections {
  readonly favourites: readonly RoomSummary[]
  readonly rooms: readonly RoomSummary[]
  readonly direct: readonly RoomSummary[]
}

/** Favourites and rooms keep their place, by name; of direct conversations the latest comes first. */
export function roomSections(all: readonly RoomSummary[]): RoomSections {
  const ordered = orderedRooms(all)
  const others = ordered.filter(({ favourite }) => !favourite)
  return {
    favourites: ordered.filter(({ favourite }) => favourite),
    rooms: others.filter(({ kind }) => kind !== 'direct'),
    direct: others
      .filter(({ kind }) => kind === 'direct')
      .sort((one, other) => (other.lastMessage?.sentAt ?? Infinity) - (one.lastMessage?.sentAt ?? Infinity) || 0),
  }
}
