import type { RoomId } from '@chat/protocol'
import type { Clock } from '../clock.ts'
import type { CommittedChange } from './room-log.ts'

/** A room is busy from so many changes a second. */
const BUSY_RATE = 150
/** The time over which the rate is taken. */
const WINDOW_MS = 250
/** How long a busy room's changes gather at most. Measured: below it costs more, and ten can be felt. */
const HOLD_MS = 8
/** After so long without a change a room's rate is nothing worth remembering. */
const FORGET_MS = 10 * WINDOW_MS

interface Pace {
  /** Changes in the last {@link WINDOW_MS}, the older the less they count. */
  recent: number
  at: number
  held: CommittedChange[]
}

export interface Pacing {
  /** Takes what was committed and releases it now, if its room is quiet, or with what follows within milliseconds. */
  follow(committed: readonly CommittedChange[]): void
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
    const pace = { recent: 0, at: now, held: [] }
    paces.set(roomId, pace)
    return pace
  }

  function forgetQuiet(now: number): void {
    sweptAt = now
    for (const [roomId, { at, held }] of paces) {
      if (held.length === 0 && now - at > FORGET_MS) paces.delete(roomId)
    }
  }

  function add(roomId: RoomId, committed: readonly CommittedChange[]): void {
    const now = clock.now()
    const pace = paceOf(roomId, now)
    pace.recent = pace.recent * Math.exp((pace.at - now) / WINDOW_MS) + committed.length
    pace.at = now
    const busy = (pace.recent / WINDOW_MS) * 1_000 > BUSY_RATE
    if (pace.held.length === 0 && !busy && !isServing(roomId)) {
      release(committed)
      return
    }
    pace.held.push(...committed)
    if (!scheduled) clock.schedule(HOLD_MS, releaseHeld)
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
    follow(committed) {
      for (const [roomId, changes] of Map.groupBy(committed, ({ change }) => change.roomId)) add(roomId, changes)
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
