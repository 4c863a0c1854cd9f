import {
  type ChosenStatus,
  limits,
  type PresenceReport,
  type PresenceStatus,
  type RoomId,
  type Presence as State,
  type UserId,
} from '@chat/protocol'
import type { Clock } from '../clock.ts'
import { type ChangedPerson, composeReport, reportChanges } from './report-changes.ts'
import { Roster } from './roster.ts'
import { Watchers } from './watchers.ts'

/** A page that is loaded again is away for a moment; nobody needs to see that. */
const LEAVING_GRACE_MS = 2_000
/** What changes within this time goes out together. */
const GATHER_MS = 50
/** The contract: at most one `presence:changed` a second. */
const INTERVAL_MS = 1_000

export interface Presence {
  /** There is a connection of a person. They are here once it has entered, and as long as one has. */
  connect(connectionId: string, userId: UserId): void
  /**
   * Sets the rooms in which the connection's person counts.
   *
   * @param idle whether nobody is at the device
   */
  enter(connectionId: string, roomIds: readonly RoomId[], idle: boolean): void
  /** Somebody has gone from the device of a connection, or is back. */
  setIdle(connectionId: string, idle: boolean): void
  /** What a person is shown as from now on, on whatever device. */
  choose(userId: UserId, status: ChosenStatus): void
  chosenBy(userId: UserId): ChosenStatus
  /** A person counts in one room more, or less; nothing where they are not here. */
  enterRoom(userId: UserId, roomId: RoomId): void
  leaveRoom(userId: UserId, roomId: RoomId): void
  disconnect(connectionId: string): void
  /** Replaces what a connection looks at and returns how that is now. */
  watch(connectionId: string, watched: Watched): PresenceReport
  /** The people whom a connection looks at by themselves, beside those of rooms. */
  watchedPeople(connectionId: string): readonly UserId[]
  /** From now on it does not look at these any more. */
  unwatchPeople(connectionId: string, userIds: ReadonlySet<UserId>): void
  /** The connections that look at a room. Some of them may have left it. */
  watchersOf(roomId: RoomId): Iterable<string>
}

/** What a connection looks at. */
interface Watched {
  readonly roomIds: readonly RoomId[]
  readonly userIds: readonly UserId[]
}

/**
 * @param options.chosen what people have chosen to be shown as; of everybody else `online`
 * @param options.send gets what changed for one connection: only what it watches. Says false where the connection has
 *   enough to take already; then it gets all that it watches as soon as it can take it.
 */
export function createPresence(options: {
  readonly clock: Clock
  readonly chosen: ReadonlyMap<UserId, ChosenStatus>
  readonly send: (connectionId: string, changes: PresenceReport) => boolean
}): Presence {
  const { clock, send } = options
  const chosen = new Map(options.chosen)
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
    const reports = reportChanges(changedPeople, roster, { rooms: { of: watchersIn }, users: userWatchers })
    for (const connectionId of behind) {
      const roomIds = roomWatchers.idsOf(connectionId).filter((roomId) => isIn(connectionId, roomId))
      reports.set(connectionId, look({ roomIds, userIds: userWatchers.idsOf(connectionId) }))
    }
    behind.clear()
    for (const [connectionId, report] of reports) if (!send(connectionId, report)) behind.add(connectionId)
    if (behind.size > 0) flushIn(INTERVAL_MS)
    changedPeople.clear()
  }

  /** Whoever has left a room since they looked at it is told nothing more of it. */
  function isIn(connectionId: string, roomId: RoomId): boolean {
    const userId = userOf.get(connectionId)
    return userId !== undefined && roster.roomsOf(userId).has(roomId)
  }

  function watchersIn(roomId: RoomId): string[] {
    return [...roomWatchers.of(roomId)].filter((connectionId) => isIn(connectionId, roomId))
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
    return composeReport(roster, roomIds, [...people].map(stateOf))
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

  /** Does something that may make a difference to how somebody is shown, and makes it known if it does. */
  function watchingStatus(userId: UserId, act: () => void): void {
    const before = statusOf(userId)
    act()
    if (statusOf(userId) !== before) changed(userId, roster.roomsOf(userId))
  }

  /** The most present of their devices counts, unless they have chosen something else. */
  function statusOf(userId: UserId): PresenceStatus {
    if (!roster.has(userId)) return 'offline'
    const status = chosenBy(userId)
    return status === 'online' && roster.isIdle(userId) ? 'away' : status
  }

  const chosenBy = (userId: UserId): ChosenStatus => chosen.get(userId) ?? 'online'
  const stateOf = (userId: UserId): State => ({ userId, status: statusOf(userId) })

  return {
    connect(connectionId, userId) {
      userOf.set(connectionId, userId)
      // Whoever loads a page again is given the time to enter.
      if (leaving.has(userId)) leaving.set(userId, clock.now())
    },

    enter(connectionId, roomIds, idle) {
      const userId = userOf.get(connectionId)
      if (!userId) return
      leaving.delete(userId)
      watchingStatus(userId, () => roster.arrive(userId, connectionId, idle))
      setRooms(userId, new Set(roomIds))
    },

    setIdle(connectionId, idle) {
      const userId = userOf.get(connectionId)
      if (!userId || !roster.hasConnection(userId, connectionId)) return
      watchingStatus(userId, () => roster.arrive(userId, connectionId, idle))
    },

    choose(userId, status) {
      watchingStatus(userId, () => {
        if (status === 'online') chosen.delete(userId)
        else chosen.set(userId, status)
      })
    },

    chosenBy,

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
      if (!userId) return
      watchingStatus(userId, () => {
        if (!roster.leave(userId, connectionId)) return
        leaving.set(userId, clock.now())
        flushIn(LEAVING_GRACE_MS)
      })
    },

    watchedPeople: (connectionId) => userWatchers.idsOf(connectionId),
    unwatchPeople(connectionId, userIds) {
      const left = userWatchers.idsOf(connectionId).filter((userId) => !userIds.has(userId))
      userWatchers.set(connectionId, left)
    },

    watchersOf: (roomId) => roomWatchers.of(roomId),

    watch(connectionId, { roomIds: wanted, userIds }) {
      const roomIds = wanted.filter((roomId) => isIn(connectionId, roomId))
      if (userOf.has(connectionId)) {
        roomWatchers.set(connectionId, roomIds)
        userWatchers.set(connectionId, userIds)
      }
      return look({ roomIds, userIds })
    },
  }
}
