import { kilobytes, micros, millis } from './report/columns.ts'
import { spreadOf } from './report/medians.ts'
import type { Figure, RunResult } from './results.ts'

/** How a figure of the table is taken from the runs. */
interface FigureDefinition {
  readonly name: string
  readonly scenario: string
  readonly baseline?: 'socket.io' | 'ws'
  readonly pick: (run: RunResult) => number | undefined
  /** How the picked value is written for people. */
  readonly write: (value: number) => string
  /**
   * `saves`: how many times less than the baseline; `takes`: how many times the baseline's; `adds`: how much more than
   * the baseline; `is`: ours alone.
   */
  readonly how: 'saves' | 'takes' | 'adds' | 'is'
  readonly must: number
  readonly goal: number
}

const cpu = { pick: (run: RunResult) => run.cpuPerDelivery, write: micros, how: 'saves' } as const
const ack = { pick: (run: RunResult) => run.ack?.p50, write: millis, how: 'takes' } as const
const against = 'socket.io'

/** What Chat has to reach. Ratios are taken between medians of the same benchmark. */
const definitions: readonly FigureDefinition[] = [
  {
    name: 'CPU per delivery, room of 100 at 50/s',
    scenario: 'room-100',
    baseline: against,
    ...cpu,
    must: 0.85,
    goal: 1.2,
  },
  {
    name: 'CPU per delivery, room of 1,000 at 5/s',
    scenario: 'room-1000',
    baseline: against,
    ...cpu,
    must: 1.1,
    goal: 1.4,
  },
  {
    name: 'CPU per delivery, room of 100 at 500/s',
    scenario: 'busy-room',
    baseline: against,
    ...cpu,
    must: 1,
    goal: 1.5,
  },
  {
    name: 'delivery at 500/s, added to p50',
    scenario: 'busy-room',
    baseline: against,
    pick: (run) => run.deliver?.p50,
    write: millis,
    how: 'adds',
    must: 10,
    goal: 10,
  },
  {
    name: 'CPU per delivery, room of 100, saturated',
    scenario: 'full-100',
    baseline: against,
    ...cpu,
    must: 10,
    goal: 18,
  },
  {
    name: 'CPU per delivery, room of 1,000, saturated',
    scenario: 'full-1000',
    baseline: against,
    ...cpu,
    must: 10,
    goal: 18,
  },
  {
    name: 'CPU per delivery, 20 rooms of 50, saturated',
    scenario: 'full-rooms',
    baseline: 'ws',
    ...cpu,
    must: 2,
    goal: 3,
  },
  { name: 'send to ack p50, quiet room', scenario: 'quiet', baseline: against, ...ack, must: 3, goal: 2 },
  { name: 'send to ack p50, room of 1,000', scenario: 'room-1000', baseline: against, ...ack, must: 1, goal: 0.2 },
  {
    name: '1,000 reconnect, until the last is in sync',
    scenario: 'herd',
    baseline: against,
    pick: (run) => run.reconnect?.max,
    write: millis,
    how: 'takes',
    must: 1,
    goal: 0.5,
  },
  {
    name: 'memory per idle connection, 10,000 of them',
    scenario: 'idle',
    baseline: against,
    pick: (run) => run.memoryPerConnection,
    write: kilobytes,
    how: 'takes',
    must: 1.5,
    goal: 1.1,
  },
  {
    name: 'event loop delay p99 at 1,000/s',
    scenario: 'thousand-a-second',
    pick: (run) => run.loopDelay,
    write: millis,
    how: 'is',
    must: 20,
    goal: 10,
  },
]

/** The baselines that a scenario's figures need, besides Chat. */
export function baselinesOf(scenario: string): readonly ('socket.io' | 'ws')[] {
  return [...new Set(definitions.filter((one) => one.scenario === scenario).flatMap(({ baseline }) => baseline ?? []))]
}

/** The table's lines, for the scenarios that were run. */
export function figuresOf(runs: readonly RunResult[]): Figure[] {
  return definitions.flatMap((definition) => figureOf(definition, runs) ?? [])
}

function figureOf(definition: FigureDefinition, runs: readonly RunResult[]): Figure | undefined {
  const { name, scenario, baseline, write, how, must, goal } = definition
  const ours = medianOf(definition, runs, 'chat')
  const theirs = baseline && medianOf(definition, runs, baseline)
  if (ours === undefined || (baseline && theirs === undefined)) return undefined
  const value = compare(how, ours, theirs ?? 1)
  const bound = how === 'saves' ? 'at least' : 'at most'
  const reaches = (mark: number): boolean => (bound === 'at least' ? value >= mark : value <= mark)
  return {
    name,
    scenario,
    ours: write(ours),
    ...(baseline && theirs !== undefined && { baseline: { name: baseline, value: write(theirs) } }),
    value,
    unit: how === 'adds' || how === 'is' ? 'ms' : 'times',
    bound,
    must,
    goal,
    verdict: reaches(goal) ? 'goal' : reaches(must) ? 'must' : 'missed',
  }
}

function compare(how: FigureDefinition['how'], ours: number, theirs: number): number {
  if (how === 'saves') return theirs / ours
  if (how === 'takes') return ours / theirs
  return how === 'adds' ? ours - theirs : ours
}

function medianOf(
  { scenario, pick }: FigureDefinition,
  runs: readonly RunResult[],
  target: string,
): number | undefined {
  return spreadOf(
    runs.filter((run) => run.scenario === scenario && run.target === target),
    pick,
  )?.median
}
