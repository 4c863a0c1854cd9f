import { createHash } from 'node:crypto'
import { existsSync, globSync } from 'node:fs'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { runNode } from './run-command.ts'

const root = join(import.meta.dirname, '..')
const web = join(root, 'apps/web')
const stamp = join(root, 'node_modules/.cache/chat/web-build')

/** What the built app is made from. */
const INPUTS = [
  'apps/web/{index.html,package.json,tsconfig.json,vite.config.ts}',
  'apps/web/{src,public}/**',
  'packages/{client,protocol}/{package.json,src/**}',
  'pnpm-lock.yaml',
]

/** Builds the web app into apps/web/dist, unless what is there was built from the sources as they are. */
export async function buildWeb(): Promise<void> {
  const inputs = await hashInputs()
  if (existsSync(join(web, 'dist/index.html')) && (await readFile(stamp, 'utf8').catch(() => '')) === inputs) return
  const { code, output } = await runNode([viteProgram(), 'build', '--logLevel', 'warn'], { cwd: web })
  if (code !== 0) throw new Error(`The web app does not build:\n${output}`)
  await mkdir(dirname(stamp), { recursive: true })
  await writeFile(stamp, inputs)
}

/** The program behind apps/web's `vite` command. */
export function viteProgram(): string {
  return join(dirname(createRequire(join(web, 'package.json')).resolve('vite/package.json')), 'bin/vite.js')
}

async function hashInputs(): Promise<string> {
  const files = globSync(INPUTS, { cwd: root, withFileTypes: true })
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

if (import.meta.main) {
  await buildWeb().catch((error: Error) => {
    console.error(error.message)
    process.exitCode = 1
  })
}
