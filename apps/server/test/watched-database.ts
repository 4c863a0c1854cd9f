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
  /** Indexes that were walked. */
  readonly indexes: readonly string[]
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
          const indexes = steps.flatMap(({ detail }) => /USING (?:COVERING )?INDEX (\w+)/.exec(detail)?.[1] ?? [])
          return { sql, scanned: scanned.filter((table) => BIG_TABLES.includes(table)), indexes }
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
        const scanned = findIn(rows, 'Relation Name', (step) => step['Node Type'] === 'Seq Scan')
        const indexes = findIn(rows, 'Index Name')
        plans.push({ sql, scanned: scanned.filter((table) => BIG_TABLES.includes(table)), indexes })
      }
      return plans
    },
  }
}

/** What the steps of PostgreSQL's plan say under a name, wherever in the plan they are. */
function findIn(
  plan: unknown,
  name: string,
  isMeant: (step: Readonly<Record<string, unknown>>) => boolean = () => true,
): string[] {
  if (Array.isArray(plan)) return plan.flatMap((part) => findIn(part, name, isMeant))
  if (typeof plan !== 'object' || plan === null) return []
  const step: Record<string, unknown> = { ...plan }
  const own = name in step && isMeant(step) ? [String(step[name])] : []
  return [...own, ...Object.values(step).flatMap((part) => findIn(part, name, isMeant))]
}
