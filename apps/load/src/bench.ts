import { mkdir, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { baselinesOf, figuresOf } from './figures.ts'
import { machine } from './measure/machine.ts'
import { renderHtml } from './report/html-report.ts'
import { markdownTable } from './report/markdown-table.ts'
import { runLine, terminalTable } from './report/terminal-table.ts'
import type { Report, RunResult } from './results.ts'
import { bringIntoRooms, runScenario } from './runs/run-scenario.ts'
import type { Scenario } from './scenarios/scenario.ts'
import { scenarios } from './scenarios/scenarios.ts'
import { shorten } from './scenarios/shorten.ts'
import { startBaseline } from './targets/baselines.ts'
import { ChatStarter } from './targets/chat-target.ts'
import type { OwnTarget } from './targets/target.ts'

const USAGE = `pnpm bench [options] [scenario ...]

Measures Chat side by side, in turn, with a plain Socket.IO broadcast server and a bare WebSocket one, on this machine.
Chat is signed in, validated, limited and durable; the others keep nothing and ask nobody who they are.

  --repetitions N  how often each is measured (3); medians are compared
  --quick          few people, little time, once: shows that everything works, measures nothing
  --out DIR        where report.html, report.json and table.md go (./bench-report)
  --list           the scenarios
  -h, --help`

const { values: flags, positionals: wanted } = parseArgs({
  allowPositionals: true,
  options: {
    repetitions: { type: 'string', default: '3' },
    quick: { type: 'boolean' },
    out: { type: 'string', default: 'bench-report' },
    list: { type: 'boolean' },
    help: { type: 'boolean', short: 'h' },
  },
})
const unknown = wanted.filter((name) => !scenarios.some((scenario) => scenario.name === name))
const repetitions = flags.quick ? 1 : Number(flags.repetitions)

if (flags.help) say(USAGE)
else if (flags.list) say(scenarios.map(({ name, title }) => `${name.padEnd(18)} ${title}`).join('\n'))
else if (unknown.length > 0) fail(`There is no scenario ${unknown.join(', ')}. Try --list.`)
else if (!Number.isInteger(repetitions) || repetitions < 1) fail('--repetitions takes a number from 1.')
else await bench()

async function bench(): Promise<void> {
  const chosen = scenarios.filter(({ name }) => wanted.length === 0 || wanted.includes(name))
  const runs: RunResult[] = []
  const chat = await ChatStarter.create()
  try {
    for (const scenario of chosen.map((one) => (flags.quick ? shorten(one) : one))) {
      process.stderr.write(`${scenario.title}\n`)
      for (let repetition = 1; repetition <= repetitions; repetition += 1) {
        for (const start of inTurn(startersOf(scenario, chat), repetition)) {
          const run = await measure(await start(), scenario, repetition)
          runs.push(run)
          process.stderr.write(`  ${runLine(run)}\n`)
        }
      }
    }
  } finally {
    await chat.dispose()
  }
  await write(runs)
}

type Start = () => Promise<OwnTarget>

function startersOf(scenario: Scenario, chat: ChatStarter): Start[] {
  const baselines = baselinesOf(scenario.name).map((name) => () => startBaseline(name))
  return [() => chat.start(scenario.members), ...baselines]
}

/** Each time another one is first, so that none has the better place. */
function inTurn(starts: readonly Start[], repetition: number): Start[] {
  const first = (repetition - 1) % starts.length
  return [...starts.slice(first), ...starts.slice(0, first)]
}

async function measure(started: OwnTarget, scenario: Scenario, repetition: number): Promise<RunResult> {
  let target = started
  try {
    if (scenario.kind !== 'idle') return await runScenario(target, scenario, { repetition })
    const ready = await bringIntoRooms(target, scenario)
    target = ready.target
    return await runScenario(target, scenario, { repetition, cast: ready.cast })
  } finally {
    await target.stop()
  }
}

async function write(runs: readonly RunResult[]): Promise<void> {
  const figures = figuresOf(runs)
  const report: Report = {
    title: 'Chat, measured',
    command: ['pnpm bench', ...process.argv.slice(2)].join(' '),
    at: new Date().toISOString(),
    machine: machine(),
    figures,
    runs,
  }
  const folder = resolve(flags.out)
  await mkdir(folder, { recursive: true })
  await writeFile(join(folder, 'report.json'), JSON.stringify(report, undefined, 2))
  await writeFile(join(folder, 'report.html'), renderHtml(report))
  await writeFile(join(folder, 'table.md'), markdownTable(report))

  const problems = runs.flatMap(({ check, scenario, target, repetition }) =>
    (check?.problems ?? []).map((problem) => `${scenario}, ${target} #${repetition}: ${problem}`),
  )
  const checked = runs.flatMap(({ check }) => (check?.stored === undefined ? [] : check))
  const acked = checked.reduce((sum, check) => sum + check.acked, 0)
  say(flags.quick ? 'A quick run measures nothing: no figures.' : terminalTable(figures))
  for (const problem of problems) say(`problem: ${problem}`)
  if (checked.length > 0 && problems.length === 0) {
    say(`checked: ${acked} acknowledged messages reached every member once, in order, and are in the database`)
  }
  say(`report: ${join(folder, 'report.html')}`)
  const missed = figures.some(({ verdict }) => verdict === 'missed')
  if (problems.length > 0 || (missed && !flags.quick)) process.exitCode = 1
}

function say(text: string): void {
  process.stdout.write(`${text}\n`)
}

function fail(text: string): void {
  process.stderr.write(`${text}\n`)
  process.exitCode = 2
}
