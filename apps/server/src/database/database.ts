import type { Kysely } from 'kysely'
import type { Change, Outcome } from '../log/change.ts'
import type { PersonOutcome } from '../personal/commit-person-changes.ts'
import type { PersonChange } from '../personal/person-kinds.ts'
import type { ReadMove, WrittenMark } from '../reads/write-read-marks.ts'
import type { Tables } from './tables.ts'

/** The database, whichever it is. Opened by `openDatabase`. */
export interface Database {
  readonly dialect: 'sqlite' | 'postgres'
  /** For reading. On SQLite a connection of its own, so that a read never waits for a write. */
  readonly read: Kysely<Tables>
  /** For writing what is not in a room's log (accounts, profiles). */
  readonly write: Kysely<Tables>
  /**
   * Writes room changes in one durable transaction and tells what became of each, in their order. Called by the room
   * log alone.
   */
  commit(changes: readonly Change[]): Promise<Outcome[]>
  /** Makes changes of what is people's own, as `commit` does of rooms. Called by the person log alone. */
  commitPersonChanges(changes: readonly PersonChange[]): Promise<PersonOutcome[]>
  /** Moves read marks forward, of each person and room one, in one durable transaction. Called by the read marks alone. */
  writeReadMarks(marks: readonly ReadMove[]): Promise<WrittenMark[]>
  close(): Promise<void>
}
