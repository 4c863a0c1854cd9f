import type { RoomId, RoomSummary, Seq } from '@chat/protocol'

/** The address of a room: `/r/general`, or with its id where it has no short name. */
export function roomAddress(room: Pick<RoomSummary, 'id' | 'slug'>): string {
  return `/r/${encodeURIComponent(room.slug ?? room.id)}`
}

/** The address of a message. By the room's id: a short name can change, and be another room's one day. */
export function messageAddress(roomId: RoomId, seq: Seq): string {
  return `/r/${encodeURIComponent(roomId)}/${seq}`
}

/** The address of a thread, of the message on which it hangs; with that of a message in it. */
export function threadAddress(roomId: RoomId, seq: Seq, reply?: Seq): string {
  return `/r/${encodeURIComponent(roomId)}/thread/${seq}${reply === undefined ? '' : `/${reply}`}`
}

/** Where in a room: a message of its timeline, or the thread under one and a message in there. */
export interface PlaceInRoom {
  readonly message?: Seq
  readonly thread?: Seq
  readonly reply?: Seq
}

/** Which room is to be shown and which of its messages, or what an address names that is not among one's rooms. */
export type Place =
  | ({ readonly room: RoomSummary | undefined } & PlaceInRoom)
  | ({ readonly elsewhere: string } & PlaceInRoom)

/** Where an address leads; without one, to `general` or else the first room. */
export function placeAt(address: string, rooms: readonly RoomSummary[]): Place {
  const { name, place } = namesIn(address)
  if (name === undefined) return { room: rooms.find(({ slug }) => slug === 'general') ?? rooms[0] }
  // An id first: no room's short name leads away from another one.
  const room = rooms.find(({ id }) => id === name) ?? rooms.find(({ slug }) => slug === name)
  return { ...(room === undefined ? { elsewhere: name } : { room }), ...place }
}

function namesIn(address: string): { readonly name?: string; readonly place?: PlaceInRoom } {
  const [, name, message, thread, reply] =
    /^\/r\/([^/]+)(?:\/(\d{1,15})|\/thread\/(\d{1,15})(?:\/(\d{1,15}))?)?\/?$/.exec(address) ?? []
  if (name === undefined) return {}
  const place = {
    ...(message !== undefined && { message: Number(message) }),
    ...(thread !== undefined && { thread: Number(thread) }),
    ...(reply !== undefined && { reply: Number(reply) }),
  }
  try {
    return { name: decodeURIComponent(name), place }
  } catch {
    return {}
  }
}

/** The address that stands for one of an earlier version, which stood behind the `#`: `#/general`. */
export function addressOfOldLink(hash: string): string | undefined {
  return /^#\/[^/]+$/.test(hash) ? `/r/${hash.slice(2)}` : undefined
}
