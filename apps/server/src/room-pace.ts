import type { RoomId } from '@chat/protocol'
import type { Clock } from './clock.ts'

/** What changes within this time goes out together. */
const GATHER_MS = 50
/** What is no more than a hint is told of a room so often, however much changes. */
const INTERVAL_MS = 1_000

export interface RoomPace {
  /** Has the room its turn within this time, or as soon as its last one is a second ago. */
  plan(roomId: RoomId, milliseconds?: number): void
}

/** Gives each room a turn when there is something to tell of it, and at most one a second. */
export function createRoomPace(clock: Clock, turn: (roomId: RoomId) => void): RoomPace {
  const planned = new Map<RoomId, { readonly at: number; readonly callOff: () => void }>()
  /** When rooms had their last turn, the latest last. */
  const lastTurns = new Map<RoomId, number>()

  function take(roomId: RoomId): void {
    planned.delete(roomId)
    forgetOld()
    lastTurns.delete(roomId)
    lastTurns.set(roomId, clock.now())
    turn(roomId)
  }

  function forgetOld(): void {
    for (const [roomId, at] of lastTurns) {
      if (clock.now() - at < INTERVAL_MS) return
      lastTurns.delete(roomId)
    }
  }

  return {
    plan(roomId, milliseconds = GATHER_MS) {
      const last = lastTurns.get(roomId) ?? Number.NEGATIVE_INFINITY
      const at = Math.max(clock.now() + milliseconds, last + INTERVAL_MS)
      const before = planned.get(roomId)
      if (before && before.at <= at) return
      before?.callOff()
      planned.set(roomId, { at, callOff: clock.schedule(at - clock.now(), () => take(roomId)) })
    },
  }
}
