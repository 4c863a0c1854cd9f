import type { Arrival, Member, MemberListener } from '../dialects/dialect.ts'
import { nowMicros } from '../measure/clock.ts'
import { LatencyHistogram } from '../measure/latency-histogram.ts'
import type { Counted } from './commands.ts'
import type { Ledger } from './ledger.ts'

const SECOND = 1_000_000
/** Where as many go through as can, every so many-th member's latencies are recorded: recording all would slow them. */
const SAMPLE = 16

interface Seen {
  /** The member's position in the room when it came, and what it saw last. */
  readonly begun: number
  last: number
  count: number
}

/** Counts what arrives, and keeps for the check what each member saw. */
export class Recorder implements MemberListener {
  readonly #ledger: Ledger
  readonly #seen = new Map<Member, Map<string, Seen>>()
  #from = Number.POSITIVE_INFINITY
  #until = Number.POSITIVE_INFINITY
  #everyLatency = true
  #deliveries = 0
  #acked = 0
  #refused = 0
  #deliver = LatencyHistogram.empty()
  #ack = LatencyHistogram.empty()
  #seconds: { deliveries: number; acked: number }[] = []
  #cpu = process.cpuUsage()

  constructor(ledger: Ledger) {
    this.#ledger = ledger
  }

  /** Begins to count, anew, what happens in this time. */
  begin({ from, until, sampled }: { readonly from: number; readonly until: number; readonly sampled: boolean }): void {
    this.#from = from
    this.#until = until
    this.#everyLatency = !sampled
    this.#deliveries = 0
    this.#acked = 0
    this.#refused = 0
    this.#deliver = LatencyHistogram.empty()
    this.#ack = LatencyHistogram.empty()
    this.#seconds = []
  }

  /** To be called when the time begins that counts. */
  noteCpu(): void {
    this.#cpu = process.cpuUsage()
  }

  /** From here on what the member sees is checked. */
  follow(member: Member): void {
    const rooms = member.rooms.map((room): [string, Seen] => {
      const begun = member.cursor(room)
      return [room, { begun, last: begun, count: 0 }]
    })
    this.#seen.set(member, new Map(rooms))
  }

  onArrivals(member: Member, room: string, arrivals: readonly Arrival[]): void {
    const now = nowMicros()
    if (now >= this.#from && now < this.#until) this.#count(now, arrivals.length)
    if (this.#everyLatency || member.index % SAMPLE === 0) {
      for (const { due } of arrivals) if (due >= this.#from && due < this.#until) this.#deliver.record(now - due)
    }
    this.#follow(member, room, arrivals)
  }

  #count(now: number, deliveries: number): void {
    this.#deliveries += deliveries
    this.#secondAt(now).deliveries += deliveries
  }

  #follow(member: Member, room: string, arrivals: readonly Arrival[]): void {
    const first = arrivals[0]
    // A server without positions cannot be checked.
    if (!first || first.seq === 0) return
    this.#ledger.place(room, arrivals)
    const seen = this.#seen.get(member)?.get(room)
    if (!seen) return
    if (first.seq <= seen.last) this.#ledger.problem(`Member ${member.index} saw ${first.seq} of ${room} again`)
    seen.last = arrivals.at(-1)?.seq ?? seen.last
    seen.count += arrivals.length
  }

  onAck(due: number, now: number): void {
    if (now >= this.#from && now < this.#until) {
      this.#acked += 1
      this.#secondAt(now).acked += 1
    }
    if (due >= this.#from && due < this.#until) this.#ack.record(now - due)
  }

  onRefused(): void {
    this.#refused += 1
  }

  onLost(member: Member): void {
    this.#ledger.problem(`The server closed the connection of member ${member.index}`)
  }

  onProblem(problem: string): void {
    this.#ledger.problem(problem)
  }

  /** What does not fit: members that did not see every message of their rooms, and what the ledger finds. */
  check(): void {
    this.#ledger.check()
    const counts = new Map<string, number>()
    for (const [member, rooms] of this.#seen) {
      for (const [room, { begun, count }] of rooms) {
        const key = `${begun} ${room}`
        const expected = counts.get(key) ?? this.#ledger.countAfter(room, begun)
        counts.set(key, expected)
        if (count === expected) continue
        this.#ledger.problem(`Member ${member.index} saw ${count} of the ${expected} messages of ${room}`)
      }
    }
  }

  get counted(): Counted {
    const { user, system } = process.cpuUsage(this.#cpu)
    return {
      acked: this.#acked,
      deliveries: this.#deliveries,
      refused: this.#refused,
      deliver: this.#deliver.encode(),
      ack: this.#ack.encode(),
      seconds: Array.from(this.#seconds, (second) => second ?? { deliveries: 0, acked: 0 }),
      cpu: user + system,
    }
  }

  #secondAt(now: number): { deliveries: number; acked: number } {
    const index = Math.floor((now - this.#from) / SECOND)
    const second = this.#seconds[index] ?? { deliveries: 0, acked: 0 }
    this.#seconds[index] = second
    return second
  }
}
