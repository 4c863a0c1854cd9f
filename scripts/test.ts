import { mkdtemp, rm } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { parseArgs } from 'node:util'
import { findChromium } from '../e2e/browser/find-chromium.ts'
import { buildServer } from './build-server.ts'
import { buildWeb } from './build-web.ts'
import { countPlaywright, countVitest, sumCounts, type TestCounts } from './count-tests.ts'
import { type CommandOptions, runNode } from './run-command.ts'

const USAGE = `pnpm test [--unit | --e2e | --faults] [filter ...]

  (nothing)  everything but the long fault suite
  --unit     the tests beside the code, on Vitest
  --e2e      people in a real browser, on Playwright
  --faults   the long fault suite; CHAT_KILLS says how often the server is killed, CHAT_FUZZ_RUNS in how many random worlds
             badges are counted, CHAT_SEED repeats a plan
  filter     run only the test files whose path contains it`

const root = join(import.meta.dirname, '..')
const e2e = join(root, 'e2e')

const { values: flags, positionals: filters } = parseArgs({
  allowPositionals: true,
  options: {
    unit: { type: 'boolean' },
    e2e: { type: 'boolean' },
    faults: { type: 'boolean' },
    help: { type: 'boolean', short: 'h' },
  },
})
if (flags.help) {
  console.log(USAGE)
  process.exit()
}

// Servers are started by the hundred: they need not be compiled as often.
process.env['NODE_COMPILE_CACHE'] ??= join(root, 'node_modules/.cache/node')

const everything = !flags.unit && !flags.e2e && !flags.faults
const reports = await mkdtemp(join(tmpdir(), 'chat-tests-'))
try {
  // One after the other: each of them keeps a small machine busy, and people in browsers do not wait for ever.
  const runs: TestCounts[] = []
  if (everything || flags.unit) runs.push(await runVitest('unit', '!faults*'))
  if (flags.faults) runs.push(await runVitest('faults', 'faults*'))
  if (everything || flags.e2e) runs.push(await runPlaywright())
  const { passed, failed, skipped, failures } = sumCounts(runs)
  for (const failure of failures) console.log(`failed: ${failure}`)
  if (skipped > 0) console.log(`skipped: ${skipped}`)
  console.log(`tests: ${passed} passed, ${failed} failed`)
  process.exitCode = failed > 0 || passed === 0 ? 1 : 0
} finally {
  await rm(reports, { recursive: true, force: true })
}

async function runVitest(name: string, project: string): Promise<TestCounts> {
  const report = join(reports, `${name}.json`)
  const program = join(packageFolder('vitest', root), 'vitest.mjs')
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`]
  const { code } = await runNode(
    [program, 'run', `--project=${project}`, ...reporters, ...filters],
    output(name, { cwd: root }),
  )
  return countVitest(report, code)
}

async function runPlaywright(): Promise<TestCounts> {
  const report = join(reports, 'e2e.json')
  const say = output('e2e')
  try {
    await Promise.all([buildServer(), buildWeb()])
    const chromium = await findChromium(say.onLine)
    const { code } = await runNode([join(packageFolder('@playwright/test', e2e), 'cli.js'), 'test', ...filters], {
      ...say,
      cwd: e2e,
      env: {
        CHROMIUM_PATH: chromium,
        NODE_OPTIONS: `${process.env['NODE_OPTIONS'] ?? ''} --conditions=@chat/source`,
        PLAYWRIGHT_JSON_OUTPUT_FILE: report,
      },
    })
    return await countPlaywright(report, code)
  } catch (error) {
    for (const line of String(error).split('\n')) say.onLine(line)
    return { passed: 0, failed: 1, skipped: 0, failures: ['the browser tests could not be started'] }
  }
}

/** Each line says which runner it is of. */
function output(name: string, options: CommandOptions = {}): CommandOptions & { onLine: (line: string) => void } {
  return { ...options, onLine: (line) => console.log(`${name.padEnd(6)} │ ${line}`) }
}

function packageFolder(name: string, from: string): string {
  return dirname(createRequire(join(from, 'package.json')).resolve(`${name}/package.json`))
}
