import type { DialectName } from '../dialects/dialect.ts'
import type { Placed } from '../worker/commands.ts'

/** Who takes part: the credentials of each member, where the server wants some, and the rooms. */
export interface Cast {
  readonly tokens: readonly string[]
  readonly rooms: readonly string[]
}

/** A server that is measured. */
export interface Target {
  readonly name: string
  readonly dialect: DialectName
  readonly url: string
  /** The server's process, if it runs on this machine and is known. */
  readonly pid?: number | undefined
  /** Signs people in and makes rooms. */
  prepare(members: number, rooms: number): Promise<Cast>
  /** Reads back everything that a room's log holds; absent where nothing is kept. */
  readonly stored?: (cast: Cast) => Promise<Placed[]>
  /** Starts to watch the server's event loop; the returned function tells its 99th percentile in milliseconds. */
  readonly watchLoop?: () => () => Promise<number>
}

/** A target whose process belongs to the benchmark. */
export interface OwnTarget extends Target {
  readonly pid: number
  readonly watchLoop: () => () => Promise<number>
  stop(): Promise<void>
  /** Stops it and starts it again on what it has kept; the cast stays. */
  restart(): Promise<OwnTarget>
}
