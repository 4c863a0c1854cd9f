import { createHash } from 'node:crypto'
import { existsSync, globSync } from 'node:fs'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'

export const root = join(import.meta.dirname, '..')

/**
 * Builds something, unless what is there was built from the sources as they are.
 *
 * @param options.inputs what it is made from, as patterns relative to the root
 * @param options.output the path of a file that is there once it was built
 */
export async function buildOnce(options: {
  readonly name: string
  readonly inputs: readonly string[]
  readonly output: string
  readonly build: () => Promise<void>
}): Promise<void> {
  const stamp = join(root, `node_modules/.cache/chat/${options.name}`)
  const inputs = await hashFiles([...options.inputs, 'pnpm-lock.yaml'])
  const built = existsSync(options.output) ? await readFile(stamp, 'utf8').catch(() => '') : ''
  if (built === inputs) return
  await options.build()
  await mkdir(dirname(stamp), { recursive: true })
  await writeFile(stamp, inputs)
}

async function hashFiles(patterns: readonly string[]): Promise<string> {
  const files = globSync(patterns, { cwd: root, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
  const hash = createHash('sha256')
  for (const file of files.sort())
    hash
      .update(file.slice(root.length))
      .update('\0')
      .update(await readFile(file))
  return hash.digest('hex')
}
