import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { buildOnce, root } from './build-once.ts'
import { runNode } from './run-command.ts'

const web = join(root, 'apps/web')

/**
 * Builds the web app into apps/web/dist.
 *
 * @throws {Error} with what Vite says if it does not build
 */
export function buildWeb(): Promise<void> {
  return buildOnce({
    name: 'web-build',
    inputs: [
      'apps/web/{index.html,package.json,tsconfig.json,vite.config.ts}',
      'apps/web/{src,public}/**',
      'packages/{client,protocol}/{package.json,src/**}',
    ],
    output: join(web, 'dist/index.html'),
    async build() {
      const { code, output } = await runNode([viteProgram(), 'build', '--logLevel', 'warn'], { cwd: web })
      if (code !== 0) throw new Error(`The web app does not build:\n${output}`)
    },
  })
}

/** The program behind apps/web's `vite` command. */
export function viteProgram(): string {
  return join(dirname(createRequire(join(web, 'package.json')).resolve('vite/package.json')), 'bin/vite.js')
}
