import { Kysely, PostgresDialect } from 'kysely'
import pg from 'pg'
import { commitChanges } from '../log/commit-changes.ts'
import type { Logger } from '../logger.ts'
import { commitPersonChanges } from '../personal/commit-person-changes.ts'
import { writeReadMarks } from '../reads/write-read-marks.ts'
import type { Database } from './database.ts'
import { migrate } from './migrate.ts'
import { postgresStatements } from './postgres-statements.ts'
import type { Writing } from './statements.ts'
import type { Tables } from './tables.ts'

const INT8 = 20
/** Serialization failure, deadlock, and a unique key that another node took first: the same transaction can succeed now. */
const WORTH_ANOTHER_TRY = new Set(['40001', '40P01', '23505'])
const TRIES = 5

/**
 * Connects to PostgreSQL.
 *
 * @throws {DatabaseTooNewError} if a newer version of Chat wrote the database
 */
export async function openPostgres(databaseUrl: string, logger: Logger): Promise<Database> {
  const pool = new pg.Pool({
    connectionString: databaseUrl,
    max: 20,
    connectionTimeoutMillis: 5_000,
    application_name: 'chat',
    statement_timeout: 10_000,
    lock_timeout: 5_000,
    idle_in_transaction_session_timeout: 10_000,
    // Sequences and times are below 2^53; node-postgres would make strings of them.
    types: { getTypeParser: (oid, format) => (oid === INT8 ? Number : pg.types.getTypeParser(oid, format)) },
  })
  // The pool listens to idle connections alone, and an error that nobody listens to ends the process. Whoever is using a
  // connection that is lost finds out by the failure of its query.
  const lost = (error: Error) => logger.warn({ err: error }, 'lost a database connection')
  pool.on('error', lost)
  pool.on('connect', (client) => client.on('error', lost))
  const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) })
  try {
    await migrate(db)
  } catch (error) {
    await db.destroy()
    throw error
  }

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
