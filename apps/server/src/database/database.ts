import type { Kysely } from 'kysely'
import type { Tables } from './tables.ts'

/** The database, whichever it is. Opened by `openDatabase`. */
export interface Database {
  readonly dialect: 'sqlite' | 'postgres'
  /** For reading. On SQLite a connection of its own, so that a read never waits for a write. */
  readonly read: Kysely<Tables>
  /** For writing what is not in a room's log (accounts, profiles). Room changes go through the room log alone. */
  readonly write: Kysely<Tables>
  close(): Promise<void>
}
