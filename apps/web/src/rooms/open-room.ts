import type { RoomSummary } from '@chat/protocol'

/** The address of a room inside the page: `#/general`. */
export function roomAddress(room: Pick<RoomSummary, 'id' | 'slug'>): string {
  return `#/${encodeURIComponent(room.slug ?? room.id)}`
}

/** Which room is to be shown, or what an address names that is not among one's rooms. */
export type Place = { readonly room: RoomSummary | undefined } | { readonly elsewhere: string }

/** Where an address leads; without one, to `general` or else the first room. */
export function placeAt(address: string, rooms: readonly RoomSummary[]): Place {
  const named = rooms.find((room) => roomAddress(room) === address)
  if (named !== undefined) return { room: named }
  const elsewhere = slugIn(address)
  if (elsewhere !== undefined) return { elsewhere }
  return { room: rooms.find(({ slug }) => slug === 'general') ?? rooms[0] }
}

function slugIn(address: string): string | undefined {
  if (!address.startsWith('#/') || address.length === 2) return undefined
  try {
    return decodeURIComponent(address.slice(2))
  } catch {
    return undefined
  }
}

/** The address inside the page that a link means whose path names a room: `/r/general`. */
export function linkedAddress(path: string): string | undefined {
  const [, slug] = /^\/r\/([^/]+)\/?$/.exec(path) ?? []
  return slug === undefined ? undefined : `#/${slug}`
}
