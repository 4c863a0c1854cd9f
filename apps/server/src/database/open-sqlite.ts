import { join } from 'node:path'
import { Kysely, SqliteDialect } from 'kysely'
import { makeDataDir } from '../data-dir.ts'
import { lockDataDir } from './data-dir-lock.ts'
import type { Database } from './database.ts'
import { migrate } from './migrate.ts'
import { preparingOnce } from './preparing-once.ts'
import { openForReading } from './sqlite-file.ts'
import type { Tables } from './tables.ts'
import { Writer } from './writer.ts'
import { writerDialect } from './writer-dialect.ts'

/**
 * Opens (and where needed creates) the embedded database of a data directory.
 *
 * @throws {ConfigError} if nothing can be written in the directory
 * @throws {DatabaseInUseError} if another process serves the directory
 * @throws {DatabaseTooNewError} if a newer version of Chat wrote it
 */
export async function openSqlite(dataDir: string): Promise<Database> {
  makeDataDir(dataDir)
  const unlock = lockDataDir(dataDir)
  const file = join(dataDir, 'chat.sqlite')
  const writer = new Writer(file)
  const write = new Kysely<Tables>({ dialect: writerDialect(writer) })
  try {
    await migrate(write)
  } catch (error) {
    await write.destroy()
    unlock()
    throw error
  }
  const read = new Kysely<Tables>({ dialect: new SqliteDialect({ database: preparingOnce(openForReading(file)) }) })

  return {
    dialect: 'sqlite',
    read,
    write,
    commit: (changes) =>
      // Holding the connection keeps the commit out of a transaction that someone else has open on it.
      write.connection().execute(() => writer.commit(changes)),
    writeReadMarks: (marks) => write.connection().execute(() => writer.writeReadMarks(marks)),
    async close() {
      await read.destroy()
      await write.destroy()
      unlock()
    },
  }
}
