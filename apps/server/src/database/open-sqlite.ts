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
import { WriterDriver, writerDialect } from './writer-dialect.ts'

/**
 * Opens (and where needed creates) the embedded database of a data directory.
 *
 * @param writerThread the program of the thread that writes, where it is not the one beside the sources
 * @throws {ConfigError} if nothing can be written in the directory
 * @throws {DatabaseInUseError} if another process serves the directory
 * @throws {DatabaseTooNewError} if a newer version of Chat wrote it
 */
export async function openSqlite(dataDir: string, writerThread?: URL): Promise<Database> {
  makeDataDir(dataDir)
  const unlock = lockDataDir(dataDir)
  const file = join(dataDir, 'chat.sqlite')
  const writer = new Writer(file, writerThread)
  const driver = new WriterDriver(writer)
  const write = new Kysely<Tables>({ dialect: writerDialect(driver) })
  try {
    await migrate(write)
  } catch (error) {
    await write.destroy()
    unlock()
    throw error
  }
  const read = new Kysely<Tables>({ dialect: new SqliteDialect({ database: preparingOnce(openForReading(file)) }) })

  /**
   * Keeps work out of a transaction that someone else has open on the connection. The writer does one thing after
   * another, so what is asked while nobody has the connection is done before whoever takes it next.
   */
  function between<Result>(work: () => Promise<Result>): Promise<Result> {
    return driver.held ? write.connection().execute(work) : work()
  }

  return {
    dialect: 'sqlite',
    read,
    write,
    commit: (changes) => between(() => writer.commit(changes)),
    commitPersonChanges: (changes) => between(() => writer.commitPersonChanges(changes)),
    writeReadMarks: (marks) => between(() => writer.writeReadMarks(marks)),
    async close() {
      await read.destroy()
      await write.destroy()
      unlock()
    },
  }
}
