import type Sqlite from 'better-sqlite3'
import { type Statement, valuesOf, type Writing } from './statements.ts'

/** Runs statements on a connection, row by row, each prepared when it is first needed. */
export function sqliteStatements(connection: Sqlite.Database): Writing['each'] {
  const prepared = new Map<string, Sqlite.Statement<unknown[]>>()

  function prepare(text: string): Sqlite.Statement<unknown[]> {
    const known = prepared.get(text) ?? connection.prepare<unknown[]>(text)
    prepared.set(text, known)
    return known
  }

  return async function each<Params extends object, Row>(statement: Statement<Params, Row>, rows: readonly Params[]) {
    const one = prepare(statement.sqlite)
    const found: Row[] = []
    for (const row of rows) {
      const values = valuesOf(statement, row)
      // biome-ignore lint/nursery/noUnsafeTypeAssertion: what comes back is what the statement selects
      if (one.reader) found.push(...(one.all(...values) as Row[]))
      else one.run(...values)
    }
    return found
  }
}
