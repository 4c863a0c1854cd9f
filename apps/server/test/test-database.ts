import { copyFile, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { inject, onTestFinished } from 'vitest'
import type { Database } from '../src/database/database.ts'
import { openDatabase } from '../src/database/open-database.ts'
import { takeDatabase } from './reused-database.ts'
import { silentLogger } from './silent-logger.ts'

/** Where a test's database is; a second server opened on it finds what the first one wrote. */
export interface TestStorage {
  readonly dataDir: string
  readonly databaseUrl: string | undefined
  readonly writerThread: URL
  /** Few, where a test is not about many: to open one takes PostgreSQL as long as many a test does. */
  readonly connections: number
}

/**
 * Makes an empty place for a database, of the kind that the suite runs on, and takes it away after the test.
 *
 * @param connections to PostgreSQL, of each server that is started on it
 */
export async function createTestStorage(connections = 4): Promise<TestStorage> {
  const dataDir = await mkdtemp(join(tmpdir(), 'chat-test-'))
  onTestFinished(() => rm(dataDir, { recursive: true, force: true }))
  const writerThread = pathToFileURL(inject('bundledServer').writerThread)
  if (process.env['TEST_DATABASE'] === 'postgres')
    return { dataDir, databaseUrl: await takePostgres(), writerThread, connections }
  await copyFile(inject('sqliteTemplate'), join(dataDir, 'chat.sqlite'))
  return { dataDir, databaseUrl: undefined, writerThread, connections }
}

/** Opens an empty database and closes it after the test. */
export async function openTestDatabase(): Promise<Database> {
  const database = await openDatabase({ ...(await createTestStorage()), logger: silentLogger })
  onTestFinished(() => database.close())
  return database
}

async function takePostgres(): Promise<string> {
  const { url, giveBack } = await takeDatabase(inject('postgresUrl'))
  onTestFinished(giveBack)
  return url
}
