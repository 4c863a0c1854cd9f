import type { RoomSummary } from '@chat/protocol'

/** The address of a room inside the page: `#/general`. */
export function roomAddress(room: Pick<RoomSummary, 'id' | 'slug'>): string {
  return `#/${encodeURIComponent(room.slug ?? room.id)}`
}

/** The room that an address names; without one, or with one of nothing that is there, `general` or else the first. */
export function roomAt(address: string, rooms: readonly RoomSummary[]): RoomSummary | undefined {
  return rooms.find((room) => roomAddress(room) === address) ?? rooms.find(({ slug }) => slug === 'general') ?? rooms[0]
}
