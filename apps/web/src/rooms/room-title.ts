import type { RoomSummary, User, UserId } from '@chat/protocol'

const names = new Intl.Collator(undefined, { numeric: true, sensitivity: 'base' })

/** What a room is called where it is named among words. */
export function roomTitle({ kind, name }: Pick<RoomSummary, 'kind' | 'name'>): string {
  return kind === 'direct' ? name : `#${name}`
}

/** Everybody in a direct conversation but oneself; nobody for everything else. */
export function otherIds({ memberIds = [] }: Pick<RoomSummary, 'memberIds'>, me: UserId | undefined): UserId[] {
  return memberIds.filter((id) => id !== me)
}

/** The other people of a direct conversation, by name. Those whose name is not known yet come last. */
export function otherPeople(
  room: Pick<RoomSummary, 'memberIds'>,
  users: ReadonlyMap<UserId, User>,
  me: UserId | undefined,
): User[] {
  return otherIds(room, me)
    .map((id) => users.get(id) ?? { id, name: '' })
    .sort((one, other) => Number(one.name === '') - Number(other.name === '') || names.compare(one.name, other.name))
}

/** The other one of a conversation of two; undefined for everything else. */
export function otherPerson(room: Pick<RoomSummary, 'memberIds'>, me: UserId | undefined): UserId | undefined {
  const [other, ...more] = otherIds(room, me)
  return more.length === 0 ? other : undefined
}

/** Gives direct conversations their name, which is made of those of the other people in it. */
export function nameRooms(
  rooms: readonly RoomSummary[],
  users: ReadonlyMap<UserId, User>,
  me: UserId | undefined,
): readonly RoomSummary[] {
  if (!rooms.some(({ kind }) => kind === 'direct')) return rooms
  return rooms.map((room) => {
    if (room.kind !== 'direct') return room
    const people = otherPeople(room, users, me)
    return { ...room, name: people.map(({ name }) => name || 'Somebody').join(', ') }
  })
}
