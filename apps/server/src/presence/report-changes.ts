import { limits, type PresenceReport, type RoomId, type Presence as State, type UserId } from '@chat/protocol'
import type { Roster } from './roster.ts'
import type { Watchers } from './watchers.ts'

/** How somebody is now, and the rooms in which that makes a difference. */
export interface ChangedPerson {
  readonly state: State
  readonly roomIds: readonly RoomId[]
}

/** What to tell whom: by connection, and to each only what it watches. */
export function reportChanges(
  changedPeople: ReadonlyMap<UserId, ChangedPerson>,
  roster: Roster,
  watching: { readonly rooms: Watchers<RoomId>; readonly users: Watchers<UserId> },
): Map<string, PresenceReport> {
  const reports = new Map<string, PresenceReport>()
  const reportTo = (connectionId: string): PresenceReport => {
    const report = reports.get(connectionId) ?? { rooms: [], people: [] }
    reports.set(connectionId, report)
    return report
  }

  const changedRooms = new Set([...changedPeople.values()].flatMap(({ roomIds }) => roomIds))
  for (const roomId of changedRooms) {
    const room = { roomId, online: roster.peopleIn(roomId).size }
    for (const connectionId of watching.rooms.of(roomId)) reportTo(connectionId).rooms.push(room)
  }
  for (const [userId, { state, roomIds }] of changedPeople) {
    const interested = [...watching.users.of(userId), ...roomIds.flatMap((roomId) => [...watching.rooms.of(roomId)])]
    for (const connectionId of new Set(interested)) {
      const { people } = reportTo(connectionId)
      if (people.length < limits.presencePeople) people.push(state)
    }
  }
  return reports
}
