import { CompiledQuery, type Kysely } from 'kysely'
import { type Statement, valuesOf, type Writing } from './statements.ts'
import type { Tables } from './tables.ts'

/** Runs statements on a transaction, each once for all its rows. */
export function postgresStatements(db: Kysely<Tables>): Writing['each'] {
  return async function each<Params extends object, Row>(statement: Statement<Params, Row>, rows: readonly Params[]) {
    if (rows.length === 0) return []
    const values = rows.map((row) => valuesOf(statement, row))
    const arrays = statement.columns.map((_, column) => values.map((row) => row[column]))
    const result = await db.executeQuery<Row>(CompiledQuery.raw(statement.postgres, arrays))
    return result.rows
  }
}
