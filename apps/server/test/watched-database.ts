import { join } from 'node:path'
import { Kysely, PostgresDialect, SqliteDialect } from 'kysely'
import pg from 'pg'
import { onTestFinished } from 'vitest'
import { z } from 'zod'
import { postgresStatements } from '../src/database/postgres-statements.ts'
import { openForWriting } from '../src/database/sqlite-file.ts'
import { sqliteStatements } from '../src/database/sqlite-statements.ts'
import type { Writing } from '../src/database/statements.ts'
import type { Tables } from '../src/database/tables.ts'
import type { TestStorage } from './test-database.ts'

/** A connection of its own to a test's database, which remembers how each statement was carried out. */
export interface WatchedDatabase {
  readonly db: Kysely<Tables>
  readonly each: Writing['each']
  /** What the database says of the statements since the last call: the plan of each, as its own words. */
  plans(): Promise<Plan[]>
}

export interface Plan {
  readonly sql: string
  /** Tables that were read as a whole. */
  readonly scanned: readonly string[]
}

const BIG_TABLES = ['messages', 'members', 'room_log', 'users']

export function watchDatabase({ dataDir, databaseUrl }: TestStorage): WatchedDatabase {
  const statements: { sql: string; parameters: readonly unknown[] }[] = []
  const log = (sql: string, parameters: readonly unknown[]): void => void statements.push({ sql, parameters })
  if (databaseUrl === undefined) {
    const connection = openForWriting(join(dataDir, 'chat.sqlite'))
    onTestFinished(() => void connection.close())
    const db = new Kysely<Tables>({
      dialect: new SqliteDialect({ database: connection }),
      log: ({ query }) => log(query.sql, query.parameters),
    })
    const run = sqliteStatements(connection)
    return {
      db,
      each(statement, rows) {
        log(statement.sqlite, [])
        return run(statement, rows)
      },
      async plans() {
        return statements.splice(0).map(({ sql }) => {
          // Placeholders need no values to be planned.
          const steps = z
            .array(z.object({ detail: z.string() }))
            .parse(
              connection
                .prepare(`explain query plan ${sql}`)
                .all(...Array.from({ length: sql.split('?').length - 1 }, () => null)),
            )
          const scanned = steps.flatMap(({ detail }) => /^SCAN (\w+)/.exec(detail)?.[1] ?? [])
          return { sql, scanned: scanned.filter((table) => BIG_TABLES.includes(table)) }
        })
      },
    }
  }
  const pool = new pg.Pool({
    connectionString: databaseUrl,
    max: 4,
    types: { getTypeParser: (oid, format) => (oid === 20 ? Number : pg.types.getTypeParser(oid, format)) },
  })
  // A connection that is still closing when its database is dropped says so.
  pool.on('error', () => {})
  const db = new Kysely<Tables>({
    dialect: new PostgresDialect({ pool }),
    log: ({ query }) => log(query.sql, query.parameters),
  })
  onTestFinished(() => db.destroy())
  return {
    db,
    each: postgresStatements(db),
    async plans() {
      const plans: Plan[] = []
      for (const { sql, parameters } of statements.splice(0)) {
        const { rows } = await pool.query(`explain (format json) ${sql}`, [...parameters])
        plans.push({ sql, scanned: scansIn(rows).filter((table) => BIG_TABLES.includes(table)) })
      }
      return plans
    },
  }
}

/** The tables that PostgreSQL reads from end to end, wherever in the plan. */
function scansIn(plan: unknown): string[] {
  if (Array.isArray(plan)) return plan.flatMap(scansIn)
  if (typeof plan !== 'object' || plan === null) return []
  const own = Object(plan)['Node Type'] === 'Seq Scan' ? [String(Object(plan)['Relation Name'])] : []
  return [...own, ...Object.values(plan).flatMap(scansIn)]
}
