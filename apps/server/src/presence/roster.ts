import type { RoomId, UserId } from '@chat/protocol'

const EMPTY: ReadonlySet<never> = new Set()

interface PersonHere {
  /** Connections, and whether nobody is at the device. */
  readonly connections: Map<string, boolean>
  /** Nobody is at any of the devices; stays what it was while the last connection is lost. */
  idle: boolean
  rooms: ReadonlySet<RoomId>
}

/** Who is here: people with at least one connection, and the rooms they count in. A person with three tabs counts once. */
export class Roster {
  readonly #people = new Map<UserId, PersonHere>()
  readonly #rooms = new Map<RoomId, Set<UserId>>()

  /** Notes a connection of a person, and whether somebody is at the device; as often as that changes. */
  arrive(userId: UserId, connectionId: string, idle: boolean): void {
    const person = this.#people.get(userId) ?? { connections: new Map(), idle, rooms: EMPTY }
    this.#people.set(userId, person)
    person.connections.set(connectionId, idle)
    this.#recount(person)
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
    this.#recount(person)
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

  /** Whether the connection counts for the person. */
  hasConnection(userId: UserId, connectionId: string): boolean {
    return this.#people.get(userId)?.connections.has(connectionId) ?? false
  }

  /** Whether somebody who is here is at none of their devices. */
  isIdle(userId: UserId): boolean {
    return this.#people.get(userId)?.idle ?? false
  }

  /** The rooms that a person counts in. */
  roomsOf(userId: UserId): ReadonlySet<RoomId> {
    return this.#people.get(userId)?.rooms ?? EMPTY
  }

  /** The people who are here, of one room. */
  peopleIn(roomId: RoomId): ReadonlySet<UserId> {
    return this.#rooms.get(roomId) ?? EMPTY
  }

  #recount(person: PersonHere): void {
    if (person.connections.size > 0) person.idle = ![...person.connections.values()].includes(false)
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
