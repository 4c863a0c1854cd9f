import type { Latencies, Report, RunResult } from '../results.ts'
import { columns, count } from './columns.ts'
import { escapeHtml } from './escape-html.ts'
import { groupRuns, type RunGroup, spreadOf, typicalRun } from './medians.ts'
import { plotLatencies, plotOverTime } from './plots.ts'
import { style } from './report-style.ts'
import { cells } from './terminal-table.ts'

/** The report as one page that needs nothing else: no scripts, no network. */
export function renderHtml(report: Report): string {
  const { title, at, command, machine, figures, runs } = report
  const memory = Math.round(machine.memoryBytes / 1024 ** 3)
  const scenarios = [...Map.groupBy(groupRuns(runs), ({ scenario }) => scenario)]
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)}</title>
<style>${style}</style>
<main>
<h1>${escapeHtml(title)}</h1>
<p><code>${escapeHtml(command)}</code>, ${escapeHtml(at.slice(0, 16).replace('T', ' '))} UTC. ${machine.cores} cores of ${escapeHtml(machine.cpu)}, ${memory} GB, ${escapeHtml(machine.os)}, Node ${escapeHtml(machine.node)}.</p>
${figures.length > 0 ? `<h2>Figures</h2>${figureTable(report)}` : ''}
${scenarios.map(([scenario, groups]) => section(scenario, groups)).join('\n')}
</main>
</html>
`
}

function figureTable({ figures }: Report): string {
  const head = ['Figure', 'Chat', 'Baseline', 'Result', 'Must', 'Goal', 'Reached']
  const rows = figures.map((figure) => ({ cells: cells(figure), verdict: figure.verdict }))
  return table(
    'Figures',
    'Chat against servers that keep nothing and ask nobody who they are. Costs are medians of all repetitions.',
    head,
    rows.map((row) => row.cells.map((cell, index) => (index === 6 ? verdict(row.verdict) : escapeHtml(cell)))),
  )
}

function verdict(word: string): string {
  return `<span class="verdict ${word}">${word}</span>`
}

function section(scenario: string, groups: readonly RunGroup[]): string {
  const shown = columns.filter(({ pick }) => groups.some(({ runs }) => runs.some((run) => pick(run) !== undefined)))
  const rows = groups.map(({ target, runs }) => [
    escapeHtml(target),
    String(runs.length),
    ...shown.map(({ pick, write }) => {
      const spread = spreadOf(runs, pick)
      if (!spread) return ''
      const range = runs.length > 1 ? `<small>${write(spread.min)} to ${write(spread.max)}</small>` : ''
      return `${write(spread.median)}${range}`
    }),
  ])
  return `<section>
<h2>${escapeHtml(scenario)}</h2>
${table(`Runs of ${scenario}`, 'Median, and the least and the most of all repetitions. The plots show the median run of each server.', ['Server', 'Runs', ...shown.map(({ title }) => title)], rows)}
<div class="plots">${plotsOf(scenario, groups).join('\n')}</div>
${findings(groups)}
</section>`
}

function plotsOf(scenario: string, groups: readonly RunGroup[]): string[] {
  const typical = groups.flatMap((group) => typicalRun(group) ?? [])
  const latencies = (pick: (run: RunResult) => Latencies | undefined) =>
    typical.flatMap((run) => {
      const found = pick(run)
      return found ? [{ name: run.target, latencies: found }] : []
    })
  const overTime = (pick: (second: RunResult['timeline'][number]) => number | undefined) =>
    typical.flatMap(({ target, timeline }) => {
      const points = timeline.flatMap((second): [number, number][] => {
        const value = pick(second)
        return value === undefined ? [] : [[second.at, value]]
      })
      return points.some(([, value]) => value > 0) ? [{ name: target, points }] : []
    })
  const deliver = latencies((run) => run.deliver)
  const ack = latencies((run) => run.ack)
  const back = latencies((run) => run.reconnect)
  const deliveries = overTime((second) => second.deliveries)
  const cpu = overTime((second) => second.serverCpu && second.serverCpu * 100)
  const memory = overTime((second) => second.serverMemory && second.serverMemory / 1024 ** 2)
  const figure = (label: string, lines: readonly { name: string }[], svg: string): string =>
    `<div class="plot" role="img" aria-label="${escapeHtml(`${label}, ${scenario}: ${lines.map(({ name }) => name).join(', ')}`)}">${svg}</div>`
  return [
    deliver.length > 0 && figure('Sent to delivered', deliver, plotLatencies('sent to delivered', deliver)),
    ack.length > 0 && figure('Sent to acknowledged', ack, plotLatencies('sent to acknowledged', ack)),
    back.length > 0 && figure('Cut to in sync again', back, plotLatencies('cut to in sync', back)),
    deliveries.length > 0 &&
      figure('Deliveries a second', deliveries, plotOverTime('deliveries a second', '', deliveries)),
    cpu.length > 0 && figure('Server CPU', cpu, plotOverTime('server CPU', '% of a core', cpu)),
    memory.length > 0 && figure('Server memory', memory, plotOverTime('server memory', 'MB', memory)),
  ].filter((plot) => typeof plot === 'string')
}

function findings(groups: readonly RunGroup[]): string {
  const runs = groups.flatMap((group) => group.runs)
  // A server that keeps nothing can lose or double messages all the same, so its problems count too.
  const problems = runs.flatMap(({ target, repetition, check }) =>
    (check?.problems ?? []).map((problem) => `<li>${escapeHtml(`${target} #${repetition}: ${problem}`)}</li>`),
  )
  const stored = runs.flatMap(({ check }) => (check?.stored === undefined ? [] : check))
  const sound = stored.filter((check) => check.problems.length === 0)
  const acked = sound.reduce((sum, check) => sum + check.acked, 0)
  const list = problems.length > 0 ? `<h3>Problems</h3><ul>${problems.join('')}</ul>` : ''
  const checked = `<p>Checked: each of ${count(acked)} acknowledged messages reached every member once, in order, and is in the database.</p>`
  return list + (acked > 0 && sound.length === stored.length ? checked : '')
}

/** @param rows cells as HTML */
function table(label: string, caption: string, head: readonly string[], rows: readonly (readonly string[])[]): string {
  const body = rows.map(
    ([first, ...rest]) => `<tr><th scope="row">${first}</th>${rest.map((cell) => `<td>${cell}</td>`).join('')}</tr>`,
  )
  const heads = head.map((cell) => `<th scope="col">${escapeHtml(cell)}</th>`).join('')
  return `<div class="wide${label === 'Figures' ? ' figures' : ''}" tabindex="0" role="group" aria-label="${escapeHtml(label)}"><table><caption>${escapeHtml(caption)}</caption><thead><tr>${heads}</tr></thead><tbody>${body.join('')}</tbody></table></div>`
}
