import type { RoomSummary } from '@chat/protocol'

const names = new Intl.Collator(undefined, { numeric: true, sensitivity: 'base' })

/** The rooms by name, so that each keeps its place whatever happens in it. */
export function orderedRooms(rooms: readonly RoomSummary[]): RoomSummary[] {
  return rooms.toSorted((a, b) => names.compare(a.name, b.name) || (a.id < b.id ? -1 : 1))
}
