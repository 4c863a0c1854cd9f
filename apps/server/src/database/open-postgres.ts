import { Kysely, PostgresDialect } from 'kysely'
import { commitChanges } from '../log/commit-changes.ts'
import type { Logger } from '../logger.ts'
import type { Patience } from '../patience.ts'
import { commitPersonChanges } from '../personal/commit-person-changes.ts'
import { writeReadMarks } from '../reads/write-read-marks.ts'
import type { Database } from './database.ts'
import { impatientSocket } from './impatient-socket.ts'
import { createPostgresPool } from './postgres-pool.ts'
import { postgresStatements } from './postgres-statements.ts'
import { preparePostgres } from './prepare-postgres.ts'
import type { Writing } from './statements.ts'
import type { Tables } from './tables.ts'

/** Serialization failure, deadlock, and a unique key that another node took first: the same transaction can succeed now. */
const WORTH_ANOTHER_TRY = new Set(['40001', '40P01', '23505'])
const TRIES = 5

/**
 * Connects to PostgreSQL.
 *
 * @throws {ConfigError} if the database cannot be used
 * @throws {DatabaseTooNewError} if a newer version of Chat wrote the database
 */
export async function openPostgres(
  databaseUrl: string,
  logger: Logger,
  patience: Pick<Patience, 'database'>,
  connections: number,
): Promise<Database> {
  await preparePostgres(databaseUrl, logger)
  const pool = createPostgresPool(databaseUrl, logger, {
    max: connections,
    statement_timeout: 10_000,
    lock_timeout: 5_000,
    idle_in_transaction_session_timeout: 10_000,
    stream: () => impatientSocket(patience.database),
    // Before they look as if nobody answered.
    idleTimeoutMillis: patience.database / 2,
  })
  const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) })

  /** Runs a transaction, again where another one was in its way. */
  async function inTransaction<Result>(work: (writing: Writing) => Promise<Result>): Promise<Result> {
    for (let tries = 1; ; tries += 1) {
      try {
        return await db
          .transaction()
          .execute((transaction) => work({ db: transaction, each: postgresStatements(transaction) }))
      } catch (error) {
        const code = error instanceof Error && 'code' in error ? String(error.code) : ''
        if (tries === TRIES || !WORTH_ANOTHER_TRY.has(code)) throw error
      }
    }
  }

  return {
    dialect: 'postgres',
    read: db,
    write: db,
    commit: (changes) => inTransaction((writing) => commitChanges(writing, changes, Date.now())),
    commitPersonChanges: (changes) => inTransaction((writing) => commitPersonChanges(writing, changes, Date.now())),
    writeReadMarks: (marks) => inTransaction((writing) => writeReadMarks(writing, marks)),
    close: () => db.destroy(),
  }
}
