import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { packPackage } from '../../../scripts/packages/pack-package.ts'
import { type CommandResult, runCommand, runNode } from '../../../scripts/run-command.ts'

const root = join(import.meta.dirname, '../../..')

/** A project of somebody else, outside the workspace, with the package as it would be published. */
export interface PublishedProject {
  readonly folder: string
  write(file: string, content: string): Promise<void>
  /** Checks the types of files, as strictly as TypeScript can. */
  typeCheck(files: readonly string[], resolution: 'nodenext' | 'bundler'): Promise<CommandResult>
  /** Loads a package that the project has installed. */
  load(name: string): unknown
  remove(): Promise<void>
}

/** Packs the package and installs it, with what its README says to install, into an empty folder. */
export async function createPublishedProject(): Promise<PublishedProject> {
  const folder = await mkdtemp(join(tmpdir(), 'chat-published-'))
  const write = (file: string, content: string) => writeFile(join(folder, file), content)
  await write('package.json', JSON.stringify({ private: true, type: 'module' }))
  const packages = [await packPackage('protocol', folder), ...(await Promise.all(COMPANIONS.map(pinned)))]
  const quiet = ['--prefer-offline', '--no-audit', '--no-fund', '--ignore-scripts']
  const { code, output } = await runCommand('npm', ['install', ...quiet, ...packages], { cwd: folder })
  if (code !== 0) throw new Error(`Could not install:\n${output}`)
  return {
    folder,
    write,
    typeCheck(files, resolution) {
      const module = resolution === 'nodenext' ? 'nodenext' : 'esnext'
      const strict = ['--strict', '--exactOptionalPropertyTypes', '--noUncheckedIndexedAccess']
      const how = [
        '--noEmit',
        '--target',
        'es2023',
        '--types',
        'node',
        '--module',
        module,
        '--moduleResolution',
        resolution,
      ]
      return runNode([join(root, 'node_modules/typescript/bin/tsc'), ...strict, ...how, ...files], { cwd: folder })
    },
    load: (name) => createRequire(join(folder, 'package.json'))(name),
    remove: () => rm(folder, { recursive: true, force: true }),
  }
}

/** What the README's example needs besides the package, and where the workspace has the version that it is tested with. */
const COMPANIONS = [
  'packages/client/node_modules/socket.io-client',
  'packages/client/node_modules/uuid',
  'node_modules/@types/node',
]

async function pinned(folder: string): Promise<string> {
  const { name, version } = JSON.parse(await readFile(join(root, folder, 'package.json'), 'utf8'))
  return `${name}@${version}`
}
