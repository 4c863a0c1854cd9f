import { styleText } from 'node:util'
import type { Figure, RunResult } from '../results.ts'
import { count, micros, millis, ratio } from './columns.ts'

const HEAD = ['figure', 'ours', 'baseline', 'result', 'must', 'goal', '']

/** The figures as aligned text for a terminal. */
export function terminalTable(figures: readonly Figure[]): string {
  const rows = [HEAD, ...figures.map(cells)]
  const widths = HEAD.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)))
  const lines = rows.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  )
  return lines.map((line, index) => (index === 0 ? line : colour(line, figures[index - 1]?.verdict))).join('\n')
}

/** What is measured, ours, the baseline's, the result, what it must be, what it should be, how it stands. */
export function cells({ name, ours, baseline, value, unit, bound, must, goal, verdict }: Figure): string[] {
  const write = unit === 'times' ? ratio : millis
  const mark = bound === 'at least' ? '≥' : '≤'
  const theirs = baseline ? `${baseline.value} (${baseline.name})` : '–'
  return [name, ours, theirs, write(value), `${mark} ${write(must)}`, `${mark} ${write(goal)}`, verdict]
}

function colour(line: string, verdict: Figure['verdict'] | undefined): string {
  if (verdict === undefined) return line
  const style = { goal: 'green', must: 'yellow', missed: 'red' } as const
  return line.replace(/\S+$/, (word) => styleText(style[verdict], word))
}

/** A finished run in one line, for the progress on a terminal. */
export function runLine(run: RunResult): string {
  const parts = [
    `${run.target} #${run.repetition}`.padEnd(14),
    run.deliveries > 0 && `${count(run.deliveries / run.seconds)} deliveries/s`,
    run.cpuPerDelivery !== undefined && `${micros(run.cpuPerDelivery)} each`,
    run.ack && `ack p50 ${millis(run.ack.p50)} p99 ${millis(run.ack.p99)}`,
    run.deliver && `deliver p50 ${millis(run.deliver.p50)} p99 ${millis(run.deliver.p99)}`,
    run.reconnect && `all back in ${millis(run.reconnect.max)}`,
    run.memoryPerConnection !== undefined && `${(run.memoryPerConnection / 1024).toFixed(1)} KB a connection`,
    run.loopDelay !== undefined && `loop p99 ${millis(run.loopDelay)}`,
    run.refused > 0 && `${count(run.refused)} refused`,
    checkWord(run),
  ]
  return parts.filter((part) => typeof part === 'string').join('  ')
}

function checkWord({ check }: RunResult): string | undefined {
  if (!check) return undefined
  const { problems } = check
  if (problems.length > 0)
    return `✘ ${problems.length} ${problems.length === 1 ? 'problem' : 'problems, such as'}: ${problems[0]}`
  return check.stored === undefined ? undefined : '✔ checked'
}
