import { limits, type Presence, type PresenceReport, type RoomId, type UserId, watchPresence } from '@chat/protocol'
import type { Clock } from './clock.ts'
import type { Ask } from './requests.ts'
import type { ReadableStore } from './store.ts'
import { createStore, type WritableStore } from './writable-store.ts'

/** Who is online in the open room. */
export interface RoomPresence {
  /** undefined until known. */
  readonly online: number | undefined
  readonly people: readonly Presence[]
}

const UNKNOWN: RoomPresence = { online: undefined, people: [] }
/** People that come into sight together are asked for together. */
const GATHER_MS = 50

/**
 * Who is there, in the room that is looked at and of the people that are. Best effort: a refusal is not repeated until the
 * next connection, or until somebody else is looked at.
 */
export function createPresenceWatch(options: {
  readonly ask: Ask
  readonly clock: Clock
  readonly isReady: () => boolean
  readonly onSeen: (ids: readonly UserId[]) => void
}) {
  const { clock } = options
  const rooms = new Map<RoomId, WritableStore<RoomPresence>>()
  const people = new Map<UserId, WritableStore<Presence | undefined>>()
  let watched: RoomId | undefined
  let timer: unknown
  let looks = 0

  function roomOf(roomId: RoomId): WritableStore<RoomPresence> {
    const store = rooms.get(roomId) ?? createStore(UNKNOWN)
    rooms.set(roomId, store)
    return store
  }

  function personOf(userId: UserId): WritableStore<Presence | undefined> {
    const store = people.get(userId) ?? createStore<Presence | undefined>(undefined, lookSoon)
    people.set(userId, store)
    return store
  }

  function lookSoon(): void {
    timer ??= clock.setTimeout(look, GATHER_MS)
  }

  function look(): void {
    clock.clearTimeout(timer)
    timer = undefined
    if (!options.isReady()) return
    looks += 1
    const turn = looks
    const roomId = watched
    const userIds = [...people].filter(([, store]) => store.isObserved()).map(([userId]) => userId)
    // Nobody tells about these any more: what was true then is not to be shown later.
    for (const store of people.values()) if (!store.isObserved()) store.set(undefined)
    if (roomId === undefined && userIds.length === 0) return
    const input = {
      ...(roomId !== undefined && { roomIds: [roomId] }),
      userIds: userIds.slice(-limits.presenceWatch),
    }
    options.ask(watchPresence, input).then(
      (report) => {
        if (turn !== looks) return
        if (roomId !== undefined) roomOf(roomId).set(mergePresence(UNKNOWN, report, roomId))
        see(report.people)
      },
      () => {},
    )
  }

  function see(seen: readonly Presence[]): void {
    for (const presence of seen) {
      const store = people.get(presence.userId)
      if (!store?.isObserved()) continue
      // When somebody was last seen is not always told again.
      const lastSeenAt = presence.status === 'offline' ? store.get()?.lastSeenAt : undefined
      store.set({ ...(lastSeenAt !== undefined && { lastSeenAt }), ...presence })
    }
    if (seen.length > 0) options.onSeen(seen.map(({ userId }) => userId))
  }

  return {
    of: (roomId: RoomId): ReadableStore<RoomPresence> => roomOf(roomId),
    /** How somebody is; undefined until known. They are looked at as long as anybody listens. */
    ofPerson: (userId: UserId): ReadableStore<Presence | undefined> => personOf(userId),
    /** Watches this room in place of the one before. */
    watch(roomId: RoomId): void {
      watched = roomId
      look()
    },
    /** There is a new connection, and no room is open. */
    resume(): void {
      if (watched === undefined) look()
    },
    /** Takes over what has changed in the room that is watched, and of people who are. */
    apply(report: PresenceReport): void {
      if (watched !== undefined) roomOf(watched).set(mergePresence(roomOf(watched).get(), report, watched))
      see(report.people)
    },
    /** One is not in the room any more. */
    forget(roomId: RoomId): void {
      if (watched === roomId) watched = undefined
      rooms.get(roomId)?.set(UNKNOWN)
    },
    clear(): void {
      watched = undefined
      looks += 1
      for (const store of rooms.values()) store.set(UNKNOWN)
      for (const store of people.values()) store.set(undefined)
    },
  }
}

/** A report of changes names only rooms and people that have changed, and also people who are not in the room. */
export function mergePresence(before: RoomPresence, report: PresenceReport, roomId: RoomId): RoomPresence {
  const named = report.rooms.find((room) => room.roomId === roomId)
  const elsewhere = new Set(report.elsewhere)
  const people = new Map(before.people.map((presence) => [presence.userId, presence]))
  for (const presence of report.people) {
    if (presence.status === 'offline' || elsewhere.has(presence.userId)) people.delete(presence.userId)
    else if (named) people.set(presence.userId, presence)
  }
  return { online: named?.online ?? before.online, people: [...people.values()] }
}
