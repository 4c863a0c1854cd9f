import { limits, type PresenceReport, type RoomId, type Presence as State, type UserId } from '@chat/protocol'
import type { Roster } from './roster.ts'
import type { Watchers } from './watchers.ts'

/** How somebody is now, and the rooms in which that makes a difference. */
export interface ChangedPerson {
  readonly state: State
  readonly roomIds: readonly RoomId[]
}

/** What changed for connections that watch the same: built once, so that it is also written once. */
type Compose = (rooms: readonly RoomId[], people: readonly State[]) => PresenceReport

/**
 * What to tell whom: by connection, and to each only what it watches. Those who watch the same rooms get the same object.
 * The work grows with those who changed plus those who watch, never with one times the other: a thousand people come back
 * to a room of a thousand at once.
 */
export function reportChanges(
  changedPeople: ReadonlyMap<UserId, ChangedPerson>,
  roster: Roster,
  watching: { readonly rooms: Pick<Watchers<RoomId>, 'of'>; readonly users: Pick<Watchers<UserId>, 'of'> },
): Map<string, PresenceReport> {
  const peopleOf = changedByRoom(changedPeople)
  const roomsFor = new Map<string, RoomId[]>()
  for (const roomId of peopleOf.keys()) {
    for (const connectionId of watching.rooms.of(roomId)) append(roomsFor, connectionId, roomId)
  }
  const peopleFor = new Map<string, State[]>()
  for (const [userId, { state }] of changedPeople) {
    for (const connectionId of watching.users.of(userId)) append(peopleFor, connectionId, state)
  }

  const compose: Compose = (rooms, people) => {
    const named = new Map([...people, ...rooms.flatMap((id) => peopleOf.get(id) ?? [])].map((one) => [one.userId, one]))
    return composeReport(roster, rooms, [...named.values()].slice(0, limits.presencePeople))
  }
  const shared = new Map<string, PresenceReport>()
  const reports = new Map<string, PresenceReport>()
  for (const [connectionId, rooms] of roomsFor) {
    const people = peopleFor.get(connectionId)
    const key = rooms.join(' ')
    const report = people ? compose(rooms, people) : (shared.get(key) ?? compose(rooms, []))
    if (!people) shared.set(key, report)
    reports.set(connectionId, report)
  }
  for (const [connectionId, people] of peopleFor) {
    if (!reports.has(connectionId)) reports.set(connectionId, compose([], people))
  }
  return reports
}

/** How many are there in these rooms, and how these people are. */
export function composeReport(roster: Roster, roomIds: readonly RoomId[], people: readonly State[]): PresenceReport {
  const isInOne = ({ userId }: State) => roomIds.some((roomId) => roster.peopleIn(roomId).has(userId))
  const elsewhere = people.filter((person) => person.status !== 'offline' && !isInOne(person))
  return {
    rooms: roomIds.map((roomId) => ({ roomId, online: roster.peopleIn(roomId).size })),
    people: [...people],
    ...(elsewhere.length > 0 && { elsewhere: elsewhere.map(({ userId }) => userId) }),
  }
}

/** The rooms in which somebody changed, and of each as many of those people as anybody is told. */
function changedByRoom(changedPeople: ReadonlyMap<UserId, ChangedPerson>): Map<RoomId, State[]> {
  const rooms = new Map<RoomId, State[]>()
  for (const { state, roomIds } of changedPeople.values()) {
    for (const roomId of roomIds) {
      if ((rooms.get(roomId)?.length ?? 0) < limits.presencePeople) append(rooms, roomId, state)
    }
  }
  return rooms
}

function append<Key, Value>(lists: Map<Key, Value[]>, key: Key, value: Value): void {
  const list = lists.get(key)
  if (list) list.push(value)
  else lists.set(key, [value])
}
