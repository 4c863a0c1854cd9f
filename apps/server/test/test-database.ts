import { copyFile, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { v7 as uuidv7 } from 'uuid'
import { inject, onTestFinished } from 'vitest'
import type { Database } from '../src/database/database.ts'
import { openDatabase } from '../src/database/open-database.ts'
import { runOnServer } from './postgres-server.ts'
import { silentLogger } from './silent-logger.ts'
import { TEMPLATE } from './template-database.ts'

/** Where a test's database is; a second server opened on it finds what the first one wrote. */
export interface TestStorage {
  readonly dataDir: string
  readonly databaseUrl: string | undefined
  readonly writerThread: URL
}

/** Makes an empty place for a database, of the kind that the suite runs on, and takes it away after the test. */
export async function createTestStorage(): Promise<TestStorage> {
  const dataDir = await mkdtemp(join(tmpdir(), 'chat-test-'))
  onTestFinished(() => rm(dataDir, { recursive: true, force: true }))
  const writerThread = pathToFileURL(inject('bundledServer').writerThread)
  if (process.env['TEST_DATABASE'] === 'postgres') return { dataDir, databaseUrl: await createPostgres(), writerThread }
  await copyFile(inject('sqliteTemplate'), join(dataDir, 'chat.sqlite'))
  return { dataDir, databaseUrl: undefined, writerThread }
}

/** Opens an empty database and closes it after the test. */
export async function openTestDatabase(): Promise<Database> {
  const database = await openDatabase({ ...(await createTestStorage()), logger: silentLogger })
  onTestFinished(() => database.close())
  return database
}

async function createPostgres(): Promise<string> {
  const server = inject('postgresUrl')
  const name = `test_${uuidv7().replaceAll('-', '')}`
  await runOnServer(server, `create database ${name} template ${TEMPLATE}`)
  onTestFinished(() => runOnServer(server, `drop database ${name} with (force)`))
  return `${server}/${name}`
}
