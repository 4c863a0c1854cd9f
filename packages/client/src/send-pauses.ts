import type { RoomId } from '@chat/protocol'
import { backOff } from './back-off.ts'
import type { Clock } from './clock.ts'

/** The rooms in which nothing is sent for a while, because the last attempt failed. */
export function createSendPauses({
  clock,
  random,
  onEnded,
}: {
  readonly clock: Clock
  readonly random: () => number
  readonly onEnded: (roomId: RoomId) => void
}) {
  const pauses = new Map<RoomId, { failures: number; timer: unknown }>()
  const failuresIn = (roomId: RoomId): number => pauses.get(roomId)?.failures ?? 0

  function pause(roomId: RoomId, failures: number, until: number): void {
    clock.clearTimeout(pauses.get(roomId)?.timer)
    const timer = clock.setTimeout(() => {
      pauses.set(roomId, { failures, timer: undefined })
      onEnded(roomId)
    }, until - clock.now())
    pauses.set(roomId, { failures, timer })
  }

  return {
    isPaused: (roomId: RoomId): boolean => pauses.get(roomId)?.timer !== undefined,
    /**
     * Another attempt has failed.
     *
     * @param retryAfterMs how long the server wants to be left alone
     * @returns when the pause ends, by the clock
     */
    begin(roomId: RoomId, retryAfterMs: number): number {
      const failures = failuresIn(roomId) + 1
      const until = clock.now() + retryAfterMs + backOff(failures, random)
      pause(roomId, failures, until)
      return until
    },
    /** Another client of the device waits until then, by the clock. */
    join(roomId: RoomId, until: number): void {
      pause(roomId, failuresIn(roomId), until)
    },
    /** An attempt has succeeded. */
    forget(roomId: RoomId): void {
      clock.clearTimeout(pauses.get(roomId)?.timer)
      pauses.delete(roomId)
    },
    /** Ends them all, without a word. */
    endAll(): void {
      for (const { timer } of pauses.values()) clock.clearTimeout(timer)
      pauses.clear()
    },
  }
}
