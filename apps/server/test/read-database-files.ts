import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { TestStorage } from './test-database.ts'

/** All that the files of an embedded database hold, also what no table has any more. */
export async function readDatabaseFiles({ dataDir }: TestStorage): Promise<Buffer> {
  const names = (await readdir(dataDir)).filter((name) => name.startsWith('chat.sqlite'))
  return Buffer.concat(await Promise.all(names.map((name) => readFile(join(dataDir, name)))))
}
