import { foldName, type RoomSummary, type User, type UserId } from '@chat/protocol'
import { powersIn } from '../rooms/room-roles.ts'
import { otherPerson } from '../rooms/room-title.ts'

/** Where something can be forwarded to: a room or conversation that one is in, or somebody one has none with yet. */
export type ForwardTarget =
  | { readonly kind: 'room'; readonly id: string; readonly name: string; readonly room: RoomSummary }
  | { readonly kind: 'person'; readonly id: string; readonly name: string; readonly user: User }

/** How many rooms are shown before one looks for others. */
const MOST_ROOMS = 50

/**
 * Where one can forward to, what one has used last first: rooms where one may write, and then people.
 *
 * @param rooms with names, also direct conversations
 * @param query a part of the name, in any case and without regard to accents
 */
export function forwardTargets(
  {
    rooms,
    people,
    me,
    blocked,
  }: {
    readonly rooms: readonly RoomSummary[]
    /** As the server has found them. */
    readonly people: readonly User[]
    readonly me: UserId | undefined
    readonly blocked: ReadonlySet<UserId>
  },
  query: string,
): ForwardTarget[] {
  const wanted = foldName(query.trim())
  const withOther = rooms.map((room) => ({ room, other: otherPerson(room, me) }))
  const known = new Set(withOther.flatMap(({ other }) => other ?? []))
  const found = withOther
    .filter(({ room, other }) => powersIn(room).post && (other === undefined || !blocked.has(other)))
    .filter(({ room }) => foldName(room.name).includes(wanted))
    .sort((one, other) => usedAt(other.room) - usedAt(one.room))
    .slice(0, MOST_ROOMS)
  return [
    ...found.map(({ room }) => ({ kind: 'room' as const, id: room.id, name: room.name, room })),
    ...people
      .filter(({ id, name }) => !known.has(id) && !blocked.has(id) && foldName(name).includes(wanted))
      .map((user) => ({ kind: 'person' as const, id: `person ${user.id}`, name: user.name, user })),
  ]
}

function usedAt({ lastMessage }: RoomSummary): number {
  return lastMessage?.sentAt ?? 0
}
