import { randomBytes } from 'node:crypto'
import { link, readFile, unlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type Config, ConfigError } from '../config.ts'
import { makeDataDir } from '../data-dir.ts'

/**
 * The secret that signs session cookies: the configured one, or one that is made at the first start and kept, so that
 * people stay signed in over a restart.
 *
 * @throws {ConfigError} if the kept file is damaged, or none can be kept
 */
export async function loadAuthSecret({ authSecret, dataDir }: Pick<Config, 'authSecret' | 'dataDir'>): Promise<string> {
  if (authSecret !== undefined) return authSecret
  makeDataDir(dataDir)
  const file = join(dataDir, 'auth-secret')
  const secret = (await create(file)) ?? (await readFile(file, 'utf8')).trim()
  if (secret.length < 32) {
    throw new ConfigError(
      `${file} is damaged. Restore it, or delete it to have a new one made (everybody then has to sign in again).`,
    )
  }
  return secret
}

/** Undefined if the file is there already. It gets its name when it is complete: a start that is cut off leaves none. */
async function create(path: string): Promise<string | undefined> {
  const secret = randomBytes(32).toString('base64url')
  const draft = `${path}.${process.pid}`
  await writeFile(draft, `${secret}\n`, { mode: 0o600, flush: true })
  try {
    await link(draft, path)
    return secret
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return undefined
    throw error
  } finally {
    await unlink(draft)
  }
}
