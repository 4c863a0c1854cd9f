import { globSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { dirname, join } from 'node:path'
import { styleText } from 'node:util'
import { type CommandResult, runCommand } from './run-command.ts'

/** Everything that must be true of the code besides its tests. Each check is a command that says why it failed. */
interface Check {
  readonly name: string
  readonly command: readonly string[]
}

const root = join(import.meta.dirname, '..')
const script = (name: string, ...args: string[]) => ['node', '--conditions=@chat/source', `scripts/${name}.ts`, ...args]

const checks: readonly Check[] = [
  // The longest first, so that the others fill the time beside it.
  { name: 'packages can be published', command: script('check-packages') },
  { name: 'format and lint', command: ['biome', 'ci', '--colors=off', '--max-diagnostics=50', '.'] },
  ...typeChecks(),
  { name: 'nothing unused', command: ['knip', '--no-progress'] },
  { name: 'imports point one way', command: script('check-imports') },
  { name: 'protocol reference is current', command: script('generate-docs', '--check') },
  { name: 'settings in the README are current', command: script('settings-table', '--check') },
]

const failures = await runAll(checks, Math.max(2, availableParallelism()))
console.log(`check: ${checks.length - failures} passed, ${failures} failed`)
process.exitCode = failures > 0 ? 1 : 0

/** Every folder with a tsconfig.json. */
function typeChecks(): Check[] {
  const configs = globSync('{packages/*,apps/*,e2e,scripts}/tsconfig.json', { cwd: root }).sort()
  return configs.map((config) => ({ name: `types of ${dirname(config)}`, command: ['tsc', '-p', config] }))
}

async function runAll(all: readonly Check[], atOnce: number): Promise<number> {
  const waiting = [...all]
  let failures = 0
  async function work(): Promise<void> {
    for (let check = waiting.shift(); check; check = waiting.shift()) {
      const [program = '', ...args] = check.command
      const result = await runCommand(program, args, { cwd: root })
      if (result.code !== 0) failures += 1
      report(check, result)
    }
  }
  await Promise.all(Array.from({ length: atOnce }, work))
  return failures
}

function report({ name, command }: Check, { code, output, seconds }: CommandResult): void {
  const time = `${seconds.toFixed(1)} s`
  if (code === 0) {
    console.log(`${styleText('green', '✔')} ${name} (${time})`)
    return
  }
  console.log(`${styleText('red', '✘')} ${name} (${time}): ${command.join(' ')}\n${output.replace(/^/gm, '    ')}`)
}
