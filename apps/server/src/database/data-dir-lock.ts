import { join } from 'node:path'
import Sqlite from 'better-sqlite3'

/** Another process serves the same data directory. */
export class DatabaseInUseError extends Error {
  override readonly name = 'DatabaseInUseError'
}

/**
 * Takes the data directory for this process alone, until the returned function is called or the process ends, however
 * it ends. The lock is SQLite's own lock on a file that holds nothing: the operating system releases it.
 *
 * @throws {DatabaseInUseError} if another process has it
 */
export function lockDataDir(dataDir: string): () => void {
  const lock = new Sqlite(join(dataDir, 'chat.lock'), { timeout: 0 })
  try {
    lock.pragma('locking_mode = EXCLUSIVE')
    lock.exec('BEGIN EXCLUSIVE')
  } catch (error) {
    lock.close()
    if (error instanceof Sqlite.SqliteError && error.code.startsWith('SQLITE_BUSY')) {
      throw new DatabaseInUseError(
        `Another Chat server is already using the data directory ${dataDir}. ` +
          'Stop it, give this one another DATA_DIR, or use PostgreSQL (DATABASE_URL).',
        { cause: error },
      )
    }
    throw error
  }
  return () => lock.close()
}
