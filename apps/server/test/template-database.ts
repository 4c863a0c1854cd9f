import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

/** The database on the tests' PostgreSQL that is copied for each of them. */
export const TEMPLATE = 'chat_template'

const PROGRAM = fileURLToPath(new URL('./migrate-database.ts', import.meta.url))

/**
 * Makes all tables in a database. In a process of its own, since what sets tests up does not resolve the workspace's
 * packages to their sources.
 */
export async function migrateDatabase(env: { DATA_DIR: string } | { DATABASE_URL: string }): Promise<void> {
  await promisify(execFile)(process.execPath, ['--conditions=@chat/source', PROGRAM], {
    env: { ...process.env, ...env },
  })
}
