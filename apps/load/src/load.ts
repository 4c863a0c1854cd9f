import { writeFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { machine } from './measure/machine.ts'
import { renderHtml } from './report/html-report.ts'
import { runLine } from './report/terminal-table.ts'
import type { Report } from './results.ts'
import { runScenario } from './runs/run-scenario.ts'
import type { Scenario } from './scenarios/scenario.ts'
import { scenarios } from './scenarios/scenarios.ts'
import { chatAt } from './targets/chat-target.ts'

const USAGE = `pnpm load <address> <scenario> [options]

Puts a Chat server that you run under load: signs guests in, makes rooms of its own, and measures. Start the server with
RATE_LIMITS=off and GUESTS=on, and on a data directory that you can throw away: what is written stays there.

  --members N    people, in place of the scenario's own number
  --rooms N      rooms
  --rate N       messages a second, for scenarios that have a rate
  --seconds N    how long to measure
  --pid N        the server's process, if it runs on this machine: its CPU and memory are read too
  --html FILE    writes a report with plots
  --json FILE    writes everything that was measured
  --list         the scenarios
  -h, --help`

const { values: flags, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    members: { type: 'string' },
    rooms: { type: 'string' },
    rate: { type: 'string' },
    seconds: { type: 'string' },
    pid: { type: 'string' },
    html: { type: 'string' },
    json: { type: 'string' },
    list: { type: 'boolean' },
    help: { type: 'boolean', short: 'h' },
  },
})
const [address = '', name = ''] = positionals
const scenario = scenarios.find((one) => one.name === name)

if (flags.help) say(USAGE)
else if (flags.list) say(scenarios.map((one) => `${one.name.padEnd(18)} ${one.title}`).join('\n'))
else if (!URL.canParse(address)) fail('Say which server to put under load, such as http://localhost:3000. Try --help.')
else if (!scenario) fail(`There is no scenario "${name}". Try --list.`)
else await load(address.replace(/\/$/, ''), adjusted(scenario))

async function load(url: string, chosen: Scenario): Promise<void> {
  process.stderr.write(`${chosen.title}: signing ${chosen.members} people in ...\n`)
  const pid = flags.pid === undefined ? undefined : wholeNumber('pid', flags.pid)
  const run = await runScenario(chatAt(url, pid), chosen, { repetition: 1 })
  say(runLine(run))
  for (const problem of run.check?.problems ?? []) say(`problem: ${problem}`)
  const report: Report = {
    title: `${chosen.title} at ${url}`,
    command: ['pnpm load', ...process.argv.slice(2)].join(' '),
    at: new Date().toISOString(),
    machine: machine(),
    figures: [],
    runs: [run],
  }
  if (flags.html !== undefined) await writeFile(flags.html, renderHtml(report))
  if (flags.json !== undefined) await writeFile(flags.json, JSON.stringify(report, undefined, 2))
  if (run.check && run.check.problems.length > 0) process.exitCode = 1
}

function adjusted(chosen: Scenario): Scenario {
  const crowd = {
    ...chosen,
    ...(flags.members !== undefined && { members: wholeNumber('members', flags.members) }),
    ...(flags.rooms !== undefined && { rooms: wholeNumber('rooms', flags.rooms) }),
  }
  const seconds = flags.seconds === undefined ? {} : { seconds: wholeNumber('seconds', flags.seconds) }
  const rate = flags.rate === undefined ? undefined : wholeNumber('rate', flags.rate)
  if (crowd.kind === 'idle') return { ...crowd, ...seconds }
  if (crowd.kind === 'herd') return { ...crowd, ...(rate !== undefined && { rate }) }
  return { ...crowd, ...seconds, ...(rate !== undefined && { load: { kind: 'open', rate } }) }
}

function wholeNumber(name: string, value: string): number {
  if (/^[1-9]\d{0,6}$/.test(value)) return Number(value)
  fail(`--${name} takes a whole number from 1, not "${value}".`)
  process.exit()
}

function say(text: string): void {
  process.stdout.write(`${text}\n`)
}

function fail(text: string): void {
  process.stderr.write(`${text}\n`)
  process.exitCode = 2
}
