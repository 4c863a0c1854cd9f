import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { packPackage } from './packages/pack-package.ts'
import { runCommand } from './run-command.ts'

// Whether the packages can be published: packs each as it would be published and looks at the tarball with publint
// (does package.json say what is there?) and attw (do types and JavaScript agree, however it is imported?).

const folder = await mkdtemp(join(tmpdir(), 'chat-packages-'))
try {
  for (const name of ['protocol', 'client']) {
    const tarball = await packPackage(name, folder)
    await look('publint', tarball, '--strict')
    await look('attw', tarball, '--profile', 'esm-only', '--format', 'ascii', '--no-emoji')
  }
} catch (error) {
  console.log(error instanceof Error ? error.message : error)
  process.exitCode = 1
} finally {
  await rm(folder, { recursive: true, force: true })
}

async function look(program: string, tarball: string, ...options: string[]): Promise<void> {
  const { code, output } = await runCommand(program, [tarball, ...options])
  if (code === 0) return
  console.log(`${program} ${basename(tarball)}:\n${output}\n`)
  process.exitCode = 1
}
