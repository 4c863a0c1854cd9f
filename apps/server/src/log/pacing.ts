import type { RoomId } from '@chat/protocol'
import type { Clock } from '../clock.ts'
import { GATHER_MS } from './gathering.ts'
import { countNow, perSecond, type RecentRate, WINDOW_MS } from './recent-rate.ts'
import type { CommittedChange } from './room-log.ts'

/** A room is busy from so many changes a second. */
const BUSY_RATE = 150
/** How long after the last ones a busy room's changes leave. Those that gathered are as far apart: timers are up to 1 ms late. */
const APART_MS = GATHER_MS - 1
/** After so long without a change a room's rate is nothing worth remembering. */
const FORGET_MS = 10 * WINDOW_MS

interface Pace extends RecentRate {
  releasedAt: number
  held: CommittedChange[]
  callOff: (() => void) | undefined
}

export interface Pacing {
  /**
   * Takes what was committed and releases it: now, in a room that is quiet or has waited, else within milliseconds, with
   * what follows by then.
   *
   * @param since when the first of it was handed in. The time that it took to come here counts as held
   */
  follow(committed: readonly CommittedChange[], since: number): void
  /** To be called when a room's listeners have been served. */
  served(roomId: RoomId): void
  /** Releases what is held. */
  flush(): void
}

/**
 * Decides when a room's changes leave: at once in a quiet room; in a busy one, or while its listeners are still being
 * served, together. What costs is the write to each listener, not what is in it.
 *
 * @param options.release sends what it is given, in order
 * @param options.isServing whether a room's listeners are still being served
 */
export function createPacing(options: {
  readonly release: (committed: readonly CommittedChange[]) => void
  readonly isServing: (roomId: RoomId) => boolean
  readonly clock: Clock
}): Pacing {
  const { release, isServing, clock } = options
  const paces = new Map<RoomId, Pace>()
  let sweptAt = clock.now()

  function paceOf(roomId: RoomId, now: number): Pace {
    const known = paces.get(roomId)
    if (known) return known
    if (now - sweptAt > FORGET_MS) forgetQuiet(now)
    const pace = { recent: 0, countedAt: now, releasedAt: 0, held: [], callOff: undefined }
    paces.set(roomId, pace)
    return pace
  }

  function forgetQuiet(now: number): void {
    sweptAt = now
    for (const [roomId, { countedAt, held }] of paces) {
      if (held.length === 0 && now - countedAt > FORGET_MS) paces.delete(roomId)
    }
  }

  function add(roomId: RoomId, committed: readonly CommittedChange[], since: number): void {
    const now = clock.now()
    const pace = paceOf(roomId, now)
    countNow(pace, committed.length, now)
    pace.held.push(...committed)
    // Whoever has served the room releases them.
    if (isServing(roomId)) return
    const until = Math.min(pace.releasedAt + APART_MS, since + GATHER_MS)
    if (until <= now || perSecond(pace, now) <= BUSY_RATE) releaseOne(pace)
    // A clock that was set back would hold them for as long.
    else pace.callOff ??= clock.schedule(Math.min(until - now, APART_MS), () => releaseHeld(roomId, pace))
  }

  function releaseHeld(roomId: RoomId, pace: Pace): void {
    pace.callOff = undefined
    if (!isServing(roomId)) releaseOne(pace)
  }

  function releaseOne(pace: Pace): void {
    pace.callOff?.()
    pace.callOff = undefined
    if (pace.held.length === 0) return
    pace.releasedAt = clock.now()
    release(pace.held.splice(0))
  }

  return {
    follow(committed, since) {
      for (const [roomId, changes] of Map.groupBy(committed, ({ change }) => change.roomId)) add(roomId, changes, since)
    },
    served(roomId) {
      const pace = paces.get(roomId)
      if (pace) releaseOne(pace)
    },
    flush() {
      for (const pace of paces.values()) releaseOne(pace)
    },
  }
}
