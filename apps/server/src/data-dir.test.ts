import { mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { ConfigError } from './config.ts'
import { makeDataDir } from './data-dir.ts'

async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'chat-data-dir-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  return folder
}

it('makes the folder and those above it, keeps it from others, and leaves nothing in it', async () => {
  const dataDir = join(await temporaryFolder(), 'not', 'there')
  makeDataDir(dataDir)
  makeDataDir(dataDir)
  expect((await stat(dataDir)).mode & 0o777).toBe(0o700)
  expect(await readdir(dataDir)).toEqual([])
})

it('names the setting and the folder where there is a file', async () => {
  const file = join(await temporaryFolder(), 'file')
  await writeFile(file, '')
  expect(() => makeDataDir(file)).toThrow(ConfigError)
  expect(() => makeDataDir(join(file, 'below'))).toThrow(`DATA_DIR is ${join(file, 'below')}`)
})

// A folder of the system's in which even the administrator can make nothing.
it('names the setting and the folder where nobody can write', () => {
  expect(() => makeDataDir('/proc')).toThrow(/^DATA_DIR is \/proc, and nothing can be written there: /)
  expect(() => makeDataDir('/proc/not/there')).toThrow(/^DATA_DIR is \/proc\/not\/there, and nothing can be /)
})
