import type Sqlite from 'better-sqlite3'
import { type Statement, valuesOf, type Writing } from './statements.ts'

/** Rows that one run may insert. A power of two, so that any number of rows takes few statements of few lengths. */
const MAX_ROWS = 32

/**
 * Runs statements on a connection, each prepared when it is first needed: an insert for several rows at once, which
 * spares half of what crossing into SQLite costs, anything else row by row.
 */
export function sqliteStatements(connection: Sqlite.Database): Writing['each'] {
  const prepared = new WeakMap<Statement<never, unknown>, Map<number, Sqlite.Statement<unknown[]>>>()

  function prepare(statement: Statement<never, unknown>, rows: number): Sqlite.Statement<unknown[]> {
    const ofStatement = prepared.get(statement) ?? new Map<number, Sqlite.Statement<unknown[]>>()
    const known = ofStatement.get(rows)
    if (known) return known
    prepared.set(statement, ofStatement)
    const one = connection.prepare<unknown[]>(statement.sqlite + (statement.sqliteAnother ?? '').repeat(rows - 1))
    ofStatement.set(rows, one)
    return one
  }

  return async function each<Params extends object, Row>(statement: Statement<Params, Row>, rows: readonly Params[]) {
    const found: Row[] = []
    let next = 0
    while (next < rows.length) {
      const count = rowsAtOnce(statement, rows.length - next)
      const one = prepare(statement, count)
      const values: unknown[] = []
      for (const row of rows.slice(next, next + count)) values.push(...valuesOf(statement, row))
      // biome-ignore lint/nursery/noUnsafeTypeAssertion: what comes back is what the statement selects
      if (one.reader) found.push(...(one.all(...values) as Row[]))
      else one.run(...values)
      next += count
    }
    return found
  }
}

function rowsAtOnce({ sqliteAnother }: Pick<Statement<never, unknown>, 'sqliteAnother'>, left: number): number {
  if (sqliteAnother === undefined) return 1
  let count = MAX_ROWS
  while (count > left) count /= 2
  return count
}
