import type { Report } from '../results.ts'
import { columns } from './columns.ts'
import { groupRuns, spreadOf } from './medians.ts'
import { cells } from './terminal-table.ts'

/** The figures, and below them the medians of every scenario and target, as Markdown. */
export function markdownTable({ at, command, machine, figures, runs }: Report): string {
  const memory = Math.round(machine.memoryBytes / 1024 ** 3)
  return [
    `\`${command}\`, ${at.slice(0, 10)}, on ${machine.cores} cores of ${machine.cpu}, ${memory} GB, ${machine.os}, Node ${machine.node}:`,
    table(
      ['Figure', 'Chat', 'Baseline', 'Result', 'Must', 'Goal', 'Reached'],
      figures.map((figure) => cells(figure)),
    ),
    'Medians of all runs:',
    table(
      ['Scenario', 'Server', ...columns.map(({ title }) => title)],
      groupRuns(runs).map(({ scenario, target, runs }) => [
        scenario,
        target,
        ...columns.map(({ pick, write }) => {
          const spread = spreadOf(runs, pick)
          return spread ? write(spread.median) : ''
        }),
      ]),
    ),
  ].join('\n\n')
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n')
}
