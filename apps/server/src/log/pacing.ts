import type { RoomId } from '@chat/protocol'
import type { Clock } from '../clock.ts'
import { GATHER_MS } from './gathering.ts'
import { countNow, perSecond, type RecentRate, WINDOW_MS } from './recent-rate.ts'
import type { CommittedChange } from './room-log.ts'

/** A room is busy from so many changes a second. */
const BUSY_RATE = 150
/** How long a busy room's changes gather at most. Measured: below it costs more, and ten can be felt. */
const HOLD_MS = 8
/** So long it can be held in all, with what it was held for before its commit. */
const HOLD_IN_ALL_MS = 10
/** After so long without a change a room's rate is nothing worth remembering. */
const FORGET_MS = 10 * WINDOW_MS

interface Pace extends RecentRate {
  held: CommittedChange[]
}

export interface Pacing {
  /**
   * Takes what was committed and releases it now, if its room is quiet, or with what follows within milliseconds.
   *
   * @param waited for how many milliseconds it was held before it was committed: it is held for so much less, and not at
   *   all where that was {@link GATHER_MS}
   */
  follow(committed: readonly CommittedChange[], waited: number): void
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
  let scheduled = false
  let sweptAt = clock.now()

  function paceOf(roomId: RoomId, now: number): Pace {
    const known = paces.get(roomId)
    if (known) return known
    if (now - sweptAt > FORGET_MS) forgetQuiet(now)
    const pace = { recent: 0, countedAt: now, held: [] }
    paces.set(roomId, pace)
    return pace
  }

  function forgetQuiet(now: number): void {
    sweptAt = now
    for (const [roomId, { countedAt, held }] of paces) {
      if (held.length === 0 && now - countedAt > FORGET_MS) paces.delete(roomId)
    }
  }

  function add(roomId: RoomId, committed: readonly CommittedChange[], waited: number): void {
    const now = clock.now()
    const pace = paceOf(roomId, now)
    countNow(pace, committed.length, now)
    pace.held.push(...committed)
    // Whoever has served the room releases them.
    if (isServing(roomId)) return
    if (waited >= GATHER_MS || perSecond(pace, now) <= BUSY_RATE) {
      releaseOne(pace)
      return
    }
    // What comes while it runs has waited for no more than what has passed of it.
    if (!scheduled) clock.schedule(Math.min(HOLD_MS, HOLD_IN_ALL_MS - waited), releaseHeld)
    scheduled = true
  }

  function releaseHeld(): void {
    scheduled = false
    for (const [roomId, pace] of paces) if (!isServing(roomId)) releaseOne(pace)
  }

  function releaseOne(pace: Pace): void {
    if (pace.held.length > 0) release(pace.held.splice(0))
  }

  return {
    follow(committed, waited) {
      for (const [roomId, changes] of Map.groupBy(committed, ({ change }) => change.roomId))
        add(roomId, changes, waited)
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
