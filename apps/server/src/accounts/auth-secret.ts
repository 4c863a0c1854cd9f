import { randomBytes } from 'node:crypto'
import { mkdir, open, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type Config, ConfigError } from '../config.ts'

/**
 * The secret that signs session cookies: the configured one, or one that is made at the first start and kept, so that
 * people stay signed in over a restart.
 *
 * @throws {ConfigError} if the kept file is damaged
 */
export async function loadAuthSecret({ authSecret, dataDir }: Pick<Config, 'authSecret' | 'dataDir'>): Promise<string> {
  if (authSecret !== undefined) return authSecret
  await mkdir(dataDir, { recursive: true })
  const file = join(dataDir, 'auth-secret')
  const secret = (await create(file)) ?? (await readFile(file, 'utf8')).trim()
  if (secret.length < 32) {
    throw new ConfigError(
      `${file} is damaged. Restore it, or delete it to have a new one made (everybody then has to sign in again).`,
    )
  }
  return secret
}

/** Undefined if the file is there already. */
async function create(path: string): Promise<string | undefined> {
  const file = await open(path, 'wx', 0o600).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'EEXIST') return undefined
    throw error
  })
  if (!file) return undefined
  try {
    const secret = randomBytes(32).toString('base64url')
    await file.writeFile(`${secret}\n`)
    await file.sync()
    return secret
  } finally {
    await file.close()
  }
}
