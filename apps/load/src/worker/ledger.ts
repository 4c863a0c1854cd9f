import type { Arrival } from '../dialects/dialect.ts'
import type { Placed } from './commands.ts'
import { Places } from './places.ts'

const MAX_PROBLEMS = 20

/**
 * What members saw, against what was acknowledged. All members must see the same message at the same place, each place
 * once and in order.
 */
export class Ledger {
  readonly #seen = new Places()
  readonly #acked = new Places()
  readonly #heads = new Map<string, number>()
  readonly #problems: string[] = []
  #lastPlaced: readonly Arrival[] = []

  /** Notes what arrived at some member. The same array, which arrives at many, is looked at once. */
  place(room: string, arrivals: readonly Arrival[]): void {
    if (arrivals === this.#lastPlaced) return
    this.#lastPlaced = arrivals
    for (const { seq, id } of arrivals) this.#put(this.#seen, room, seq, id)
  }

  acknowledge(room: string, seq: number, id: string): void {
    this.#put(this.#acked, room, seq, id)
    this.#heads.set(room, Math.max(this.#heads.get(room) ?? 0, seq))
  }

  #put(places: Places, room: string, seq: number, id: string): void {
    const known = places.put(room, seq, id)
    if (known !== undefined) this.problem(`Position ${seq} of ${room} is both ${known} and ${id}`)
  }

  /** What does not fit when all is quiet: messages that were seen at several places. */
  check(): void {
    const places = new Map<string, number>()
    for (const [room, seq, id] of this.#seen.all) {
      if (places.has(id)) this.problem(`Message ${id} is at ${places.get(id)} and at ${seq} of ${room}`)
      places.set(id, seq)
    }
  }

  problem(problem: string): void {
    if (this.#problems.length < MAX_PROBLEMS) this.#problems.push(problem)
  }

  /** How many messages the room has after a position. */
  countAfter(room: string, seq: number): number {
    return this.#seen.countAfter(room, seq)
  }

  get heads(): Readonly<Record<string, number>> {
    return Object.fromEntries(this.#heads)
  }

  get acked(): readonly Placed[] {
    return this.#acked.all
  }

  get seen(): readonly Placed[] {
    return this.#seen.all
  }

  get problems(): readonly string[] {
    return this.#problems
  }
}
