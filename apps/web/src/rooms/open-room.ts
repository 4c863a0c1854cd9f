import type { RoomSummary } from '@chat/protocol'

/** The address of a room: `/r/general`, or with its id where it has no short name. */
export function roomAddress(room: Pick<RoomSummary, 'id' | 'slug'>): string {
  return `/r/${encodeURIComponent(room.slug ?? room.id)}`
}

/** Which room is to be shown, or what an address names that is not among one's rooms. */
export type Place = { readonly room: RoomSummary | undefined } | { readonly elsewhere: string }

/** Where an address leads; without one, to `general` or else the first room. */
export function placeAt(address: string, rooms: readonly RoomSummary[]): Place {
  const named = nameIn(address)
  if (named === undefined) return { room: rooms.find(({ slug }) => slug === 'general') ?? rooms[0] }
  // An id first: no room's short name leads away from another one.
  const room = rooms.find(({ id }) => id === named) ?? rooms.find(({ slug }) => slug === named)
  return room === undefined ? { elsewhere: named } : { room }
}

function nameIn(address: string): string | undefined {
  const [, name] = /^\/r\/([^/]+)\/?$/.exec(address) ?? []
  if (name === undefined) return undefined
  try {
    return decodeURIComponent(name)
  } catch {
    return undefined
  }
}

/** The address that stands for one of an earlier version, which stood behind the `#`: `#/general`. */
export function addressOfOldLink(hash: string): string | undefined {
  return /^#\/[^/]+$/.test(hash) ? `/r/${hash.slice(2)}` : undefined
}
