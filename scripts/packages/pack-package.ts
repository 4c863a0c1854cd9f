import { join } from 'node:path'
import { runCommand, runNode } from '../run-command.ts'

/**
 * Builds a package of the workspace and packs it as `pnpm publish` would.
 *
 * @param name the package's folder in packages/
 * @param destination the folder for the tarball
 * @returns the path of the tarball
 */
export async function packPackage(name: string, destination: string): Promise<string> {
  const tarball = join(destination, `${name}.tgz`)
  const cwd = join(import.meta.dirname, '../../packages', name)
  const { code, output } = await runPnpm(['pack', '--out', tarball], cwd)
  if (code !== 0) throw new Error(`Could not pack ${name}:\n${output}`)
  return tarball
}

/** The pnpm that runs this, else the one that `npx` finds. */
function runPnpm(args: readonly string[], cwd: string) {
  const options = { cwd, env: { pnpm_config_verify_deps_before_run: 'false' } }
  const pnpm = process.env['npm_execpath'] ?? ''
  if (!/[\\/]pnpm(\.[cm]?js|\.exe)?$/.test(pnpm)) return runCommand('npx', ['-y', 'pnpm@12', ...args], options)
  return /\.[cm]?js$/.test(pnpm) ? runNode([pnpm, ...args], options) : runCommand(pnpm, args, options)
}
