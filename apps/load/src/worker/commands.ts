import type { DialectName, MemberPlan } from '../dialects/dialect.ts'

/** How messages are sent. */
export type Load =
  /**
   * So many a second, whatever the answers do: what is late counts from when it was due. Only the first `writers`
   * members write, where it says so.
   */
  | { readonly kind: 'open'; readonly rate: number; readonly writers?: number }
  /** Senders with so many messages under way each: as many as go through. */
  | { readonly kind: 'closed'; readonly senders: number; readonly inFlight: number }

export interface JoinCommand {
  readonly url: string
  readonly dialect: DialectName
  readonly members: readonly MemberPlan[]
  /** Connections that are made at the same time. */
  readonly atOnce: number
}

export interface RunCommand {
  /** This worker's part of it. */
  readonly load: Load
  /** Microseconds of the shared clock: sending begins, counting begins, both end. */
  readonly startAt: number
  readonly countFrom: number
  readonly until: number
}

/** What a worker counted between `countFrom` and `until`. Latencies are encoded histograms. */
export interface Counted {
  readonly acked: number
  readonly deliveries: number
  readonly refused: number
  readonly deliver: string
  readonly ack: string
  readonly seconds: readonly { readonly deliveries: number; readonly acked: number }[]
  /** CPU microseconds that the worker used itself. */
  readonly cpu: number
}

/** A message by its room, its place there, and its id. */
export type Placed = readonly [room: string, seq: number, id: string]

/** What a worker knows when all is quiet. */
export interface Settled {
  readonly acked: readonly Placed[]
  /** Every message that its members saw. */
  readonly seen: readonly Placed[]
  /** The rooms in which it has members. */
  readonly rooms: readonly string[]
  readonly members: number
  readonly problems: readonly string[]
}

/** What a worker can be asked to do. */
export interface Commands {
  join: { input: JoinCommand; output: null }
  run: { input: RunCommand; output: Counted }
  /** Waits until all is answered and every member has come to the last position of its rooms that anybody got an ack for. */
  settle: { input: { readonly heads: Readonly<Record<string, number>>; readonly timeoutMs: number }; output: Settled }
  /** The last position of each room that this worker got an ack for. */
  heads: { input: null; output: Readonly<Record<string, number>> }
  /** Cuts all connections at once and makes them anew; the encoded times until each is in sync. */
  herd: { input: { readonly except: number }; output: string }
  /** Lets the last members read nothing any more, or read again. */
  pause: { input: { readonly members: number }; output: null }
  resume: { input: null; output: null }
}

export type CommandName = keyof Commands

export interface Request<Name extends CommandName = CommandName> {
  readonly id: number
  readonly name: Name
  readonly input: Commands[Name]['input']
}

export type Response = { readonly id: number } & ({ readonly output: unknown } | { readonly error: string })
