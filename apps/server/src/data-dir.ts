import { mkdirSync, mkdtempSync, rmdirSync } from 'node:fs'
import { join } from 'node:path'
import { ConfigError } from './config.ts'

/**
 * Makes the data directory where there is none, for this user alone.
 *
 * @throws {ConfigError} if nothing can be written there: SQLite would say so without saying where
 */
export function makeDataDir(dataDir: string): void {
  try {
    mkdirSync(dataDir, { recursive: true, mode: 0o700 })
    // Permissions do not tell about read-only file systems, nor about the administrator.
    rmdirSync(mkdtempSync(join(dataDir, 'write-test-')))
  } catch (error) {
    if (!(error instanceof Error && 'syscall' in error)) throw error
    throw new ConfigError(`DATA_DIR is ${dataDir}, and nothing can be written there: ${error.message}`, {
      cause: error,
    })
  }
}
