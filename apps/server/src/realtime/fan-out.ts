import type { RoomChanges, RoomId } from '@chat/protocol'
import type { Audience } from './audience.ts'
import type { Laggards } from './laggards.ts'
import { type EncodedEvent, encodeEvent, maxQueued, type Outlet } from './wire.ts'

/** So many get their frame before everything else has its turn: requests, acks, other rooms. */
const AT_ONCE = 256

interface Round {
  readonly changes: RoomChanges
  readonly event: EncodedEvent
  /** Who listened when the changes left; whoever came later has asked for them. */
  readonly wires: readonly Outlet[]
  next: number
}

export interface FanOut {
  /** Sends a room's changes to everybody who listens to it, encoded once; of one room, in the order of the calls. */
  send(changes: RoomChanges): void
  /** Whether there are listeners of a room who have not been served yet. */
  isServing(roomId: RoomId): boolean
}

/**
 * A large room is served in several turns of the event loop.
 *
 * @param options.onServed hears when all listeners of a room have been served that could not be served in one turn
 */
export function createFanOut(options: {
  readonly audience: Audience
  readonly laggards: Laggards
  readonly onServed: (roomId: RoomId) => void
}): FanOut {
  const { audience, laggards, onServed } = options
  const unfinished = new Map<RoomId, Round[]>()

  function deliver(wire: Outlet, { changes, event }: Pick<Round, 'changes' | 'event'>): void {
    if (!laggards.note(wire, changes) && !wire.send(event, maxQueued.changes)) laggards.add(wire, changes)
  }

  function serve(roomId: RoomId, rounds: Round[]): void {
    const [round] = rounds
    if (!round) {
      unfinished.delete(roomId)
      onServed(roomId)
      return
    }
    const listening = audience.of(roomId)
    const end = Math.min(round.next + AT_ONCE, round.wires.length)
    for (const wire of round.wires.slice(round.next, end)) {
      // Whoever has left meanwhile gets nothing more.
      if (listening.has(wire)) deliver(wire, round)
    }
    round.next = end
    if (end === round.wires.length) rounds.shift()
    setImmediate(serve, roomId, rounds)
  }

  return {
    send(changes) {
      const wires = audience.of(changes.roomId)
      const event = encodeEvent('room:changed', changes)
      const rounds = unfinished.get(changes.roomId)
      if (!rounds && wires.size <= AT_ONCE) {
        for (const wire of wires) deliver(wire, { changes, event })
        return
      }
      const round = { changes, event, wires: [...wires], next: 0 }
      if (rounds) return void rounds.push(round)
      const begun = [round]
      unfinished.set(changes.roomId, begun)
      serve(changes.roomId, begun)
    },
    isServing: (roomId) => unfinished.has(roomId),
  }
}
