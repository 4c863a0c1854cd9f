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
    const problem = findProblem(await readServer(db))
    if (problem !== undefined) throw new ConfigError(`The database that DATABASE_URL names ${problem}`)
    await migrate(db)
  } catch (error) {
    throw error instanceof pg.DatabaseError ? databaseError(error) : error
  } finally {
    await db.destroy()
  }
}

interface Server {
  readonly version: number
  readonly encoding: string
}

/** The first that is asked: whatever fails here fails because of the connection. */
async function readServer(db: Kysely<Tables>): Promise<Server> {
  const server = sql<Server>`
    select current_setting('server_version_num')::int as version, current_setting('server_encoding') as encoding
  `
  const { rows } = await server.execute(db).catch((error: unknown) => {
    throw databaseError(error)
  })
  const [found] = rows
  if (!found) throw new Error('PostgreSQL does not say what it is')
  return found
}

/** Names are folded by a function that PostgreSQL has since 13, and in this encoding alone. */
export function findProblem({ version, encoding }: Server): string | undefined {
  if (version < 130_000) return `is of PostgreSQL ${Math.trunc(version / 10_000)}, and Chat needs 13 or newer.`
  if (encoding === 'UTF8') return undefined
  return `has the encoding ${encoding}, and Chat needs UTF8. Make another one, with: ${MAKE_DATABASE}`
}
