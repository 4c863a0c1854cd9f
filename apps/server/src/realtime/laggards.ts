import type { RoomChanges, RoomId, Seq } from '@chat/protocol'
import type { Clock } from '../clock.ts'
import type { Audience } from './audience.ts'
import { encodeEvent, maxQueued, type Outlet } from './wire.ts'

/** A laggard that has taken all but this is told how far its rooms have come. */
const CAUGHT_UP = 32_768
const CHECK_MS = 250
/** Whoever takes longer than this to take what is queued is better off with a new connection. */
const PATIENCE_MS = 30_000

/**
 * Connections that do not keep up. What their rooms say meanwhile is not queued, only how far the rooms have come; with
 * that they ask for what they have missed as soon as they can take it. So a slow reader costs bounded memory and loses
 * nothing.
 */
export interface Laggards {
  /** Notes a change for a connection that lags. @returns whether it does */
  note(wire: Outlet, changes: RoomChanges): boolean
  /** From now on the connection lags, beginning with these changes. */
  add(wire: Outlet, changes: RoomChanges): void
}

interface Lag {
  readonly since: number
  readonly heads: Map<RoomId, Seq>
}

export function createLaggards(audience: Audience, clock: Clock): Laggards {
  const lags = new Map<Outlet, Lag>()
  let watching = false

  function check(): void {
    for (const [wire, lag] of lags) {
      if (!wire.open) lags.delete(wire)
      else if (wire.queuedBytes <= CAUGHT_UP) tellHeads(wire, lag)
      else if (clock.now() - lag.since > PATIENCE_MS) wire.cut()
    }
    watching = false
    if (lags.size > 0) watch()
  }

  function watch(): void {
    if (watching) return
    watching = true
    clock.schedule(CHECK_MS, check)
  }

  function tellHeads(wire: Outlet, { heads }: Lag): void {
    lags.delete(wire)
    for (const [roomId, head] of heads) {
      // It may have left since.
      if (!audience.of(roomId).has(wire)) continue
      wire.send(encodeEvent('room:changed', { roomId, from: head, to: head, head, messages: [] }), maxQueued.changes)
    }
  }

  return {
    note(wire, { roomId, head }) {
      const lag = lags.get(wire)
      lag?.heads.set(roomId, head)
      return lag !== undefined
    },
    add(wire, { roomId, head }) {
      lags.set(wire, { since: clock.now(), heads: new Map([[roomId, head]]) })
      watch()
    },
  }
}
