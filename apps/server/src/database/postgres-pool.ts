import pg from 'pg'
import type { Logger } from '../logger.ts'

const INT8 = 20

/** Connections to PostgreSQL, opened as they are needed. */
export function createPostgresPool(databaseUrl: string, logger: Logger, options: pg.PoolConfig): pg.Pool {
  const pool = new pg.Pool({
    ...options,
    connectionString: databaseUrl,
    connectionTimeoutMillis: 5_000,
    application_name: 'chat',
    // Sequences and times are below 2^53; node-postgres would make strings of them.
    types: { getTypeParser: (oid, format) => (oid === INT8 ? Number : pg.types.getTypeParser(oid, format)) },
  })
  // The pool listens to idle connections alone, and an error that nobody listens to ends the process. Whoever is using a
  // connection that is lost finds out by the failure of its query.
  const lost = (error: Error) => logger.warn({ err: error }, 'lost a database connection')
  pool.on('error', lost)
  pool.on('connect', (client) => client.on('error', lost))
  return pool
}
