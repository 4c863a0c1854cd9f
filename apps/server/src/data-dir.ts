import { existsSync, mkdirSync, mkdtempSync, rmdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { ConfigError } from './config.ts'

/**
 * Makes the data directory where there is none, for this user alone.
 *
 * @throws {ConfigError} if nothing can be written there: SQLite would say so without saying where
 */
export function makeDataDir(dataDir: string): void {
  try {
    makeFolder(dataDir)
    // Permissions do not tell about read-only file systems, nor about the administrator.
    rmdirSync(mkdtempSync(join(dataDir, 'write-test-')))
  } catch (error) {
    if (!(error instanceof Error && 'syscall' in error)) throw error
    throw new ConfigError(`DATA_DIR is ${dataDir}, and nothing can be written there: ${error.message}`, {
      cause: error,
    })
  }
}

/** Not `recursive`: where a file system says that what is to be made is not there, as /proc does, Node tries for ever. */
function makeFolder(path: string): void {
  if (existsSync(path)) return
  makeFolder(dirname(path))
  try {
    mkdirSync(path, { mode: 0o700 })
  } catch (error) {
    // Somebody else may have made it meanwhile.
    if (!existsSync(path)) throw error
  }
}
