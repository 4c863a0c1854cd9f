import type { UserId } from '@chat/protocol'
import type { Clock } from '../clock.ts'
import { countNow, perSecond, type RecentRate, WINDOW_MS } from './recent-rate.ts'

/** From so many changes a second on commits gather. With fewer, the next one would hold hardly two. */
const BUSY_RATE = 250
/** How long after the last group began the next one gathers at most. Measured: below it costs more, and ten can be felt. */
export const GATHER_MS = 8
/** When nothing has come twice in a row, it is not tried for so long. */
const FUTILE = { inARow: 2, pauseMs: 1_000 }

/** Decides when the next group of a log begins. */
export interface Gathering {
  /** A change waits from now on. */
  arrived(writer: UserId): void
  /**
   * Resolves when the next group had best begin, with those who wait by then.
   *
   * @returns for how many milliseconds it was held for that: {@link GATHER_MS} where it was held to the end
   */
  complete(): Promise<number>
  /** A group of so many begins. */
  begun(size: number): void
  /** It is on disk. */
  done(): void
}

/**
 * Where several people write much, a group waits for more of what they write: a change alone costs the disk and both
 * threads nearly as much as ten together. It does not wait once as many changes are there as were waiting when the last
 * group was done, its own among them, and everybody who has written lately: who waits for an ack before they go on sends
 * nothing meanwhile. And it does not wait where that has brought nothing, as when one program writes in the name of many.
 *
 * @param largest how many changes a group takes at most
 */
export function createGathering(clock: Clock, largest: number): Gathering {
  const rate: RecentRate = { recent: 0, countedAt: 0 }
  const writers = createRecentWriters(clock)
  const here = new Set<UserId>()
  let waiting = 0
  let begunAt = 0
  let size = 0
  /** Changes that waited when the last group was done, and those of that group, whose writers may go on. */
  let expected = 0
  let end: (() => void) | undefined
  let futile = 0
  let pausedAt = Number.NEGATIVE_INFINITY

  function isComplete(): boolean {
    return waiting >= largest || (waiting >= expected && here.size >= writers.count())
  }

  function isWorthwhile(now: number): boolean {
    return Math.abs(now - pausedAt) > FUTILE.pauseMs && perSecond(rate, now) > BUSY_RATE
  }

  async function wait(milliseconds: number): Promise<number> {
    const before = waiting
    const beganAt = clock.now()
    const waited = await new Promise<number>((resolve) => {
      const callOff = clock.schedule(milliseconds, () => resolve(GATHER_MS))
      end = () => {
        callOff()
        resolve(Math.min(Math.max(0, clock.now() - beganAt), GATHER_MS))
      }
    })
    end = undefined
    futile = waiting > before ? 0 : futile + 1
    if (futile === FUTILE.inARow) {
      futile = 0
      pausedAt = clock.now()
    }
    return waited
  }

  return {
    arrived(writer) {
      waiting += 1
      here.add(writer)
      writers.note(writer)
      if (end && isComplete()) end()
    },
    async complete() {
      const now = clock.now()
      const left = begunAt + GATHER_MS - now
      // A clock that was set back would make it wait for as long.
      return left > 0 && isWorthwhile(now) && !isComplete() ? wait(Math.min(left, GATHER_MS)) : 0
    },
    begun(count) {
      begunAt = clock.now()
      countNow(rate, count, begunAt)
      size = count
      waiting -= count
      if (waiting === 0) here.clear()
    },
    done() {
      expected = Math.min(waiting + size, largest)
    },
  }
}

/** Who has written within {@link WINDOW_MS}, or twice that: nobody is looked at for each change. */
function createRecentWriters(clock: Clock) {
  const wroteAt = new Map<UserId, number>()
  let sweptAt = clock.now()

  function sweep(now: number): void {
    sweptAt = now
    for (const [writer, at] of wroteAt) if (isOld(at, now)) wroteAt.delete(writer)
  }

  // As long ago as ahead: the clock may be set back.
  const isOld = (at: number, now: number): boolean => Math.abs(now - at) > WINDOW_MS

  return {
    note(writer: UserId): void {
      const now = clock.now()
      wroteAt.set(writer, now)
      if (isOld(sweptAt, now)) sweep(now)
    },
    count: () => wroteAt.size,
  }
}
