import { foldName } from '@chat/protocol'
import Sqlite from 'better-sqlite3'

/**
 * Opens a connection for writing.
 *
 * `synchronous` is set after the journal mode, on purpose: better-sqlite3 is built to lower it to NORMAL in WAL mode,
 * where a commit survives the end of the process but not a power cut.
 */
export function openForWriting(file: string): Sqlite.Database {
  const database = new Sqlite(file, { timeout: 5_000 })
  database.pragma('journal_mode = WAL')
  database.pragma('synchronous = FULL')
  database.pragma('foreign_keys = ON')
  database.pragma('trusted_schema = OFF')
  database.pragma('journal_size_limit = 67108864')
  // What is deleted is overwritten, not only marked as free.
  database.pragma('secure_delete = ON')
  return withFunctions(database)
}

/** Opens a connection that cannot write. The file must exist. */
export function openForReading(file: string): Sqlite.Database {
  const database = new Sqlite(file, { readonly: true, fileMustExist: true, timeout: 5_000 })
  database.pragma('trusted_schema = OFF')
  return withFunctions(database)
}

/** What PostgreSQL has of us in the database itself. */
function withFunctions(database: Sqlite.Database): Sqlite.Database {
  return database.function('folded_name', { deterministic: true }, (name) =>
    typeof name === 'string' ? foldName(name) : null,
  )
}
