import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { ConfigError } from '../config.ts'
import { loadAuthSecret } from './auth-secret.ts'

async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'chat-secret-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  return folder
}

it('makes a secret at the first start, keeps it, and keeps it from others', async () => {
  const dataDir = join(await temporaryFolder(), 'not', 'there', 'yet')
  const secret = await loadAuthSecret({ authSecret: undefined, dataDir })
  expect(Buffer.from(secret, 'base64url')).toHaveLength(32)
  expect(await loadAuthSecret({ authSecret: undefined, dataDir })).toBe(secret)
  const file = join(dataDir, 'auth-secret')
  expect((await readFile(file, 'utf8')).trim()).toBe(secret)
  expect((await stat(file)).mode & 0o777).toBe(0o600)
})

it('takes the configured secret and writes nothing', async () => {
  const dataDir = await temporaryFolder()
  expect(await loadAuthSecret({ authSecret: 'x'.repeat(32), dataDir })).toBe('x'.repeat(32))
  await expect(stat(join(dataDir, 'auth-secret'))).rejects.toThrow('ENOENT')
})

it('does not start with a damaged secret, which would sign everybody out', async () => {
  const dataDir = await temporaryFolder()
  await writeFile(join(dataDir, 'auth-secret'), '')
  await expect(loadAuthSecret({ authSecret: undefined, dataDir })).rejects.toThrow(ConfigError)
})
