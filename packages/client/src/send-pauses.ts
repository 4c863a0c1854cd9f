import type { RoomId } from '@chat/protocol'
import { backOff } from './back-off.ts'
import type { Clock } from './clock.ts'

/** The rooms in which nothing is sent for a while, because the last attempt failed. */
export function createSendPauses({ clock, random }: { readonly clock: Clock; readonly random: () => number }) {
  const pauses = new Map<RoomId, { failures: number; timer: unknown }>()
  return {
    isPaused: (roomId: RoomId): boolean => pauses.get(roomId)?.timer !== undefined,
    /**
     * Another attempt has failed.
     *
     * @param retryAfterMs how long the server wants to be left alone
     * @returns when the pause ends, by the clock; `onEnded` is called then
     */
    begin(roomId: RoomId, retryAfterMs: number, onEnded: () => void): number {
      const failures = (pauses.get(roomId)?.failures ?? 0) + 1
      const delay = retryAfterMs + backOff(failures, random)
      const timer = clock.setTimeout(() => {
        pauses.set(roomId, { failures, timer: undefined })
        onEnded()
      }, delay)
      pauses.set(roomId, { failures, timer })
      return clock.now() + delay
    },
    /** An attempt has succeeded. */
    forget(roomId: RoomId): void {
      pauses.delete(roomId)
    },
    /** Ends them all, without a word. */
    endAll(): void {
      for (const { timer } of pauses.values()) clock.clearTimeout(timer)
      pauses.clear()
    },
  }
}
