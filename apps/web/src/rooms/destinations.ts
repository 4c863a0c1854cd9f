import type { ChatClient } from '@chat/client'
import { foldName, type RoomSummary, type User, type UserId } from '@chat/protocol'
import { otherPerson } from './room-title.ts'

/** Where one can go, or send something: a room or conversation, or somebody one has no conversation with yet. */
export type Destination =
  | { readonly kind: 'room'; readonly id: string; readonly name: string; readonly room: RoomSummary }
  | { readonly kind: 'person'; readonly id: string; readonly name: string; readonly user: User }

/** Among what to look. */
export interface DestinationSources {
  /** With names, also direct conversations. */
  readonly rooms: readonly RoomSummary[]
  /** As the server has found them. */
  readonly people: readonly User[]
  readonly me: UserId | undefined
  readonly blocked: ReadonlySet<UserId>
}

/** How many rooms are shown before one looks for others. */
const MOST_ROOMS = 50

/**
 * Rooms and people who are called so: one's own rooms and conversations, and then people one has no conversation with. Of
 * each, those whose names begin with it come before those where a word does, and those before all others; among equals what
 * one has used last.
 *
 * @param query a part of the name, in any case and without regard to accents
 * @param fits whether one of one's rooms is to be among them; of a direct conversation of two it is told who the other is
 */
export function findDestinations(
  { rooms, people, me, blocked }: DestinationSources,
  query: string,
  fits: (room: RoomSummary, other: UserId | undefined) => boolean = () => true,
): Destination[] {
  const withOther = rooms.map((room) => ({ room, other: otherPerson(room, me) }))
  const known = new Set(withOther.flatMap(({ other }) => other ?? []))
  const ownRooms = withOther
    .filter(({ room, other }) => fits(room, other))
    .map(({ room }) => toDestination(room))
    .sort((one, other) => usedAt(other.room) - usedAt(one.room))
  const strangers = people
    .filter(({ id }) => !known.has(id) && !blocked.has(id))
    .map((user) => ({ kind: 'person' as const, id: `person ${user.id}`, name: user.name, user }))
  // Behind one's own: what the server has found comes later, and nothing is to move from under a finger.
  return [...matching(ownRooms, query).slice(0, MOST_ROOMS), ...matching(strangers, query)]
}

/** A room as a place to go to. */
export function toDestination(room: RoomSummary): Extract<Destination, { kind: 'room' }> {
  return { kind: 'room', id: room.id, name: room.name, room }
}

/**
 * The room of a place; with somebody one has no conversation with yet, one begins.
 *
 * @throws {RequestError} if the server cannot be asked, or refuses to begin it
 */
export async function roomAt(
  { createRoom }: Pick<ChatClient, 'createRoom'>,
  destination: Destination,
): Promise<RoomSummary> {
  if (destination.kind === 'room') return destination.room
  return createRoom({ kind: 'direct', memberIds: [destination.user.id] })
}

/** Those that are called so, the better match first; otherwise they stay in their order. */
export function matching<Item extends Destination>(items: readonly Item[], query: string): Item[] {
  const wanted = foldName(query.trim())
  return items
    .map((item) => ({ item, rank: rankOf(foldName(item.name), wanted) }))
    .filter(({ rank }) => rank !== Infinity)
    .sort((one, other) => one.rank - other.rank)
    .map(({ item }) => item)
}

function rankOf(name: string, wanted: string): number {
  if (name.startsWith(wanted)) return 0
  const at = name.indexOf(wanted)
  if (at === -1) return Infinity
  return /[\p{L}\p{N}]/u.test(name.charAt(at - 1)) ? 2 : 1
}

function usedAt({ lastMessage }: RoomSummary): number {
  return lastMessage?.sentAt ?? 0
}
