import type { RoomId, UserId } from '@chat/protocol'

const EMPTY: ReadonlySet<never> = new Set()

/** Who is here: people with at least one connection, and the rooms they count in. A person with three tabs counts once. */
export class Roster {
  readonly #people = new Map<UserId, { readonly connections: Set<string>; rooms: ReadonlySet<RoomId> }>()
  readonly #rooms = new Map<RoomId, Set<UserId>>()

  /** @returns whether the person was not here before */
  arrive(userId: UserId, connectionId: string): boolean {
    const known = this.#people.get(userId)
    if (known) known.connections.add(connectionId)
    else this.#people.set(userId, { connections: new Set([connectionId]), rooms: EMPTY })
    return known === undefined
  }

  /** Sets the rooms that a person counts in. */
  setRooms(userId: UserId, roomIds: readonly RoomId[]): void {
    const person = this.#people.get(userId)
    if (!person) return
    for (const roomId of person.rooms) this.#remove(roomId, userId)
    person.rooms = new Set(roomIds)
    for (const roomId of person.rooms) this.#add(roomId, userId)
  }

  /** @returns whether that was the person's last connection; they stay on the roster until {@link strike} */
  leave(userId: UserId, connectionId: string): boolean {
    const person = this.#people.get(userId)
    if (!person?.connections.delete(connectionId)) return false
    return person.connections.size === 0
  }

  /** Takes a person off, unless they have come back. */
  strike(userId: UserId): boolean {
    const person = this.#people.get(userId)
    if (!person || person.connections.size > 0) return false
    for (const roomId of person.rooms) this.#remove(roomId, userId)
    this.#people.delete(userId)
    return true
  }

  has(userId: UserId): boolean {
    return this.#people.has(userId)
  }

  /** The rooms that a person counts in. */
  roomsOf(userId: UserId): ReadonlySet<RoomId> {
    return this.#people.get(userId)?.rooms ?? EMPTY
  }

  /** The people who are here, of one room. */
  peopleIn(roomId: RoomId): ReadonlySet<UserId> {
    return this.#rooms.get(roomId) ?? EMPTY
  }

  #add(roomId: RoomId, userId: UserId): void {
    const people = this.#rooms.get(roomId)
    if (people) people.add(userId)
    else this.#rooms.set(roomId, new Set([userId]))
  }

  #remove(roomId: RoomId, userId: UserId): void {
    const people = this.#rooms.get(roomId)
    people?.delete(userId)
    if (people?.size === 0) this.#rooms.delete(roomId)
  }
}
