import type { Logger } from '../logger.ts'
import { type Patience, usualPatience } from '../patience.ts'
import type { Database } from './database.ts'
import { openPostgres } from './open-postgres.ts'
import { openSqlite } from './open-sqlite.ts'

export { DatabaseInUseError } from './data-dir-lock.ts'
export { DatabaseTooNewError } from './migrate.ts'

export interface DatabaseOptions {
  /** Where the embedded database lives; not used with PostgreSQL. */
  dataDir: string
  /** A `postgres://` URL; undefined for the embedded database. */
  databaseUrl: string | undefined
  logger: Logger
  /** The program of the thread that writes to the embedded database, where it is not the one beside the sources. */
  writerThread?: URL
  patience?: Pick<Patience, 'database'>
  /** How many connections to PostgreSQL it has at most. */
  connections?: number
}

/**
 * Opens the database that the settings name and brings its schema up to date.
 *
 * @throws {ConfigError} if the database cannot be used
 * @throws {DatabaseInUseError} if another process serves the same data directory
 * @throws {DatabaseTooNewError} if a newer version of Chat wrote the database
 */
export function openDatabase(options: DatabaseOptions): Promise<Database> {
  const { dataDir, databaseUrl, logger, writerThread, patience = usualPatience, connections = 20 } = options
  return databaseUrl === undefined
    ? openSqlite(dataDir, writerThread)
    : openPostgres(databaseUrl, logger, patience, connections)
}
