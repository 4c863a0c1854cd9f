import type Sqlite from 'better-sqlite3'
import type { SqliteDatabase } from 'kysely'

/** Lists of ids make many texts of one query; those that were not used for longest go first. */
const MAX_KEPT = 500

/**
 * A connection that keeps the statements it has prepared: to prepare one costs more than most of them take. Kysely would
 * prepare each query anew.
 */
export function preparingOnce(connection: Sqlite.Database): SqliteDatabase {
  const prepared = new Map<string, Sqlite.Statement<unknown[]>>()
  return {
    prepare(text) {
      const statement = prepared.get(text) ?? connection.prepare<unknown[]>(text)
      prepared.delete(text)
      prepared.set(text, statement)
      const [oldest] = prepared.keys()
      if (prepared.size > MAX_KEPT && oldest !== undefined) prepared.delete(oldest)
      return {
        reader: statement.reader,
        all: (parameters) => statement.all(...parameters),
        run: (parameters) => statement.run(...parameters),
        iterate: (parameters) => statement.iterate(...parameters),
      }
    },
    close: () => void connection.close(),
  }
}
