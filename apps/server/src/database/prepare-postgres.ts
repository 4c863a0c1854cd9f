import { Kysely, PostgresDialect, sql } from 'kysely'
import pg from 'pg'
import { ConfigError } from '../config.ts'
import type { Logger } from '../logger.ts'
import { databaseError, MAKE_DATABASE } from './database-error.ts'
import { migrate } from './migrate.ts'
import { createPostgresPool } from './postgres-pool.ts'
import type { Tables } from './tables.ts'

/**
 * Looks whether a database can be used, and brings its schema up to date. By a connection of its own, without the limits
 * that requests have: a large table takes its time, and so may another node that is at it.
 *
 * @throws {ConfigError} if the database cannot be used
 * @throws {DatabaseTooNewError} if a newer version of Chat wrote it
 */
export async function preparePostgres(databaseUrl: string, logger: Logger): Promise<void> {
  const pool = createPostgresPool(databaseUrl, logger, { max: 1, keepAlive: true })
  const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) })
  try {
    const encoding = await readEncoding(db)
    // Names are folded by a function that PostgreSQL has in this encoding alone, and others lack letters or check none.
    if (encoding !== 'UTF8') throw wrongEncoding(encoding)
    await migrate(db)
  } catch (error) {
    throw error instanceof pg.DatabaseError ? databaseError(error) : error
  } finally {
    await db.destroy()
  }
}

/** The first that is asked: whatever fails here fails because of the connection. */
async function readEncoding(db: Kysely<Tables>): Promise<string | undefined> {
  const encoding = sql<{ server_encoding: string }>`show server_encoding`
  const { rows } = await encoding.execute(db).catch((error: unknown) => {
    throw databaseError(error)
  })
  return rows[0]?.server_encoding
}

function wrongEncoding(encoding: string | undefined): ConfigError {
  return new ConfigError(
    `The database that DATABASE_URL names has the encoding ${encoding}, and Chat needs UTF8. ` +
      `Make another one, with: ${MAKE_DATABASE}`,
  )
}
