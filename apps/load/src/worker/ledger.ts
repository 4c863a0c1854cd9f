import type { Arrival } from '../dialects/dialect.ts'
import type { Placed } from './commands.ts'

const MAX_PROBLEMS = 20

/**
 * What members saw, against what was acknowledged. All members must see the same message at the same place, each place
 * once and in order.
 */
export class Ledger {
  readonly #rooms = new Map<string, Map<number, string>>()
  readonly #placeOf = new Map<string, number>()
  readonly #acked: Placed[] = []
  readonly #heads = new Map<string, number>()
  readonly #problems: string[] = []
  #lastPlaced: readonly Arrival[] = []

  /** Notes what arrived at some member. The same array, which arrives at many, is looked at once. */
  place(room: string, arrivals: readonly Arrival[]): void {
    if (arrivals === this.#lastPlaced) return
    this.#lastPlaced = arrivals
    const log = this.#rooms.get(room) ?? new Map<number, string>()
    this.#rooms.set(room, log)
    for (const { seq, id } of arrivals) {
      const known = log.get(seq)
      if (known === id) continue
      if (known !== undefined) this.problem(`Position ${seq} of ${room} is both ${known} and ${id}`)
      if (this.#placeOf.has(id)) this.problem(`Message ${id} is at ${this.#placeOf.get(id)} and at ${seq} of ${room}`)
      log.set(seq, id)
      this.#placeOf.set(id, seq)
    }
  }

  acknowledge(room: string, seq: number, id: string): void {
    this.#acked.push([room, seq, id])
    this.#heads.set(room, Math.max(this.#heads.get(room) ?? 0, seq))
  }

  problem(problem: string): void {
    if (this.#problems.length < MAX_PROBLEMS) this.#problems.push(problem)
  }

  /** How many messages the room has after a position. */
  countAfter(room: string, seq: number): number {
    let count = 0
    for (const place of this.#rooms.get(room)?.keys() ?? []) if (place > seq) count += 1
    return count
  }

  get heads(): Readonly<Record<string, number>> {
    return Object.fromEntries(this.#heads)
  }

  get acked(): readonly Placed[] {
    return this.#acked
  }

  get seen(): readonly Placed[] {
    return [...this.#rooms].flatMap(([room, log]) => [...log].map(([seq, id]): Placed => [room, seq, id]))
  }

  get problems(): readonly string[] {
    return this.#problems
  }
}
