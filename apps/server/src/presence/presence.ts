import { limits, type PresenceReport, type RoomId, type Presence as State, type UserId } from '@chat/protocol'
import type { Clock } from '../clock.ts'
import { type ChangedPerson, reportChanges } from './report-changes.ts'
import { Roster } from './roster.ts'
import { Watchers } from './watchers.ts'

/** A page that is loaded again is away for a moment; nobody needs to see that. */
const LEAVING_GRACE_MS = 2_000
/** What changes within this time goes out together. */
const GATHER_MS = 50
/** The contract: at most one `presence:changed` a second. */
const INTERVAL_MS = 1_000

export interface Presence {
  /** A person is here as long as they have a connection. */
  connect(connectionId: string, userId: UserId): void
  /** Sets the rooms in which the connection's person counts. */
  enter(connectionId: string, roomIds: readonly RoomId[]): void
  /** A person counts in one room more, or less; nothing where they are not here. */
  enterRoom(userId: UserId, roomId: RoomId): void
  leaveRoom(userId: UserId, roomId: RoomId): void
  disconnect(connectionId: string): void
  /** Replaces what a connection looks at and returns how that is now. */
  watch(connectionId: string, watched: Watched): PresenceReport
}

/** What a connection looks at. */
interface Watched {
  readonly roomIds: readonly RoomId[]
  readonly userIds: readonly UserId[]
}

/**
 * @param options.send gets what changed for one connection: only what it watches. Says false where the connection has
 *   enough to take already; then it gets all that it watches as soon as it can take it.
 */
export function createPresence(options: {
  readonly clock: Clock
  readonly send: (connectionId: string, changes: PresenceReport) => boolean
}): Presence {
  const { clock, send } = options
  const roster = new Roster()
  const roomWatchers = new Watchers<RoomId>()
  const userWatchers = new Watchers<UserId>()
  const userOf = new Map<string, UserId>()
  /** People without a connection, and when they lost it. */
  const leaving = new Map<UserId, number>()
  const changedPeople = new Map<UserId, ChangedPerson>()
  /** Connections that were spared a report. */
  const behind = new Set<string>()
  let lastFlush = Number.NEGATIVE_INFINITY
  let scheduled: { at: number; callOff: () => void } | undefined

  function flushIn(milliseconds: number): void {
    const at = Math.max(clock.now() + milliseconds, lastFlush + INTERVAL_MS)
    if (scheduled && scheduled.at <= at) return
    scheduled?.callOff()
    scheduled = { at, callOff: clock.schedule(at - clock.now(), flush) }
  }

  function flush(): void {
    scheduled = undefined
    lastFlush = clock.now()
    strikeThoseWhoLeft()
    const reports = reportChanges(changedPeople, roster, { rooms: roomWatchers, users: userWatchers })
    for (const connectionId of behind) {
      const watched = { roomIds: roomWatchers.idsOf(connectionId), userIds: userWatchers.idsOf(connectionId) }
      reports.set(connectionId, look(watched))
    }
    behind.clear()
    for (const [connectionId, report] of reports) if (!send(connectionId, report)) behind.add(connectionId)
    if (behind.size > 0) flushIn(INTERVAL_MS)
    changedPeople.clear()
  }

  /** How all of this is now. */
  function look({ roomIds, userIds }: Watched): PresenceReport {
    const people = new Set<UserId>(userIds)
    for (const roomId of roomIds) {
      if (people.size >= limits.presencePeople) break
      for (const userId of roster.peopleIn(roomId)) {
        if (people.size >= limits.presencePeople) break
        people.add(userId)
      }
    }
    return {
      rooms: roomIds.map((roomId) => ({ roomId, online: roster.peopleIn(roomId).size })),
      people: [...people].map(stateOf),
    }
  }

  function strikeThoseWhoLeft(): void {
    for (const [userId, since] of leaving) {
      const left = since + LEAVING_GRACE_MS - clock.now()
      if (left > 0) {
        flushIn(left)
        continue
      }
      leaving.delete(userId)
      const roomIds = [...roster.roomsOf(userId)]
      if (!roster.strike(userId)) continue
      changedPeople.set(userId, { state: { userId, status: 'offline', lastSeenAt: since }, roomIds })
    }
  }

  function changed(userId: UserId, roomIds: Iterable<RoomId>): void {
    const earlier = changedPeople.get(userId)?.roomIds ?? []
    changedPeople.set(userId, { state: stateOf(userId), roomIds: [...new Set([...earlier, ...roomIds])] })
    flushIn(GATHER_MS)
  }

  function setRooms(userId: UserId, after: ReadonlySet<RoomId>): void {
    const before = roster.roomsOf(userId)
    if (!roster.has(userId) || before.symmetricDifference(after).size === 0) return
    roster.setRooms(userId, [...after])
    changed(userId, before.union(after))
  }

  const stateOf = (userId: UserId): State => ({ userId, status: roster.has(userId) ? 'online' : 'offline' })

  return {
    connect(connectionId, userId) {
      userOf.set(connectionId, userId)
      leaving.delete(userId)
      if (roster.arrive(userId, connectionId)) changed(userId, [])
    },

    enter(connectionId, roomIds) {
      const userId = userOf.get(connectionId)
      if (userId) setRooms(userId, new Set(roomIds))
    },

    enterRoom: (userId, roomId) => setRooms(userId, new Set([...roster.roomsOf(userId), roomId])),
    leaveRoom(userId, roomId) {
      setRooms(userId, new Set([...roster.roomsOf(userId)].filter((id) => id !== roomId)))
    },

    disconnect(connectionId) {
      behind.delete(connectionId)
      roomWatchers.set(connectionId, [])
      userWatchers.set(connectionId, [])
      const userId = userOf.get(connectionId)
      userOf.delete(connectionId)
      if (!userId || !roster.leave(userId, connectionId)) return
      leaving.set(userId, clock.now())
      flushIn(LEAVING_GRACE_MS)
    },

    watch(connectionId, watched) {
      if (userOf.has(connectionId)) {
        roomWatchers.set(connectionId, watched.roomIds)
        userWatchers.set(connectionId, watched.userIds)
      }
      return look(watched)
    },
  }
}
