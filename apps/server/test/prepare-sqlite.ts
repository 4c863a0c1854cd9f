import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { migrateDatabase } from './template-database.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** A database file with all tables, of which each test gets a copy: to migrate takes longer than most tests. */
    sqliteTemplate: string
  }
}

/** Makes the file that tests copy. */
export default async function prepareSqlite(project: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), 'chat-sqlite-'))
  await migrateDatabase({ DATA_DIR: folder })
  project.provide('sqliteTemplate', join(folder, 'chat.sqlite'))
  return () => rm(folder, { recursive: true })
}
