import type { RunResult } from '../results.ts'

/** The repetitions of one scenario on one target. */
export interface RunGroup {
  readonly scenario: string
  readonly target: string
  readonly runs: readonly RunResult[]
}

/** The runs by scenario and target, in the order in which they were first run. */
export function groupRuns(runs: readonly RunResult[]): RunGroup[] {
  const groups = Map.groupBy(runs, ({ scenario, target }) => `${scenario} ${target}`)
  return [...groups.values()].flatMap((group) => {
    const [first] = group
    return first ? [{ scenario: first.scenario, target: first.target, runs: group }] : []
  })
}

/** The median, least and most of what the runs say; undefined where none says it. */
export function spreadOf(
  runs: readonly RunResult[],
  pick: (run: RunResult) => number | undefined,
): { readonly median: number; readonly min: number; readonly max: number } | undefined {
  const values = runs.flatMap((run) => pick(run) ?? []).sort((one, other) => one - other)
  const middle = (values.length - 1) / 2
  const [min, max] = [values[0], values.at(-1)]
  const [low, high] = [values[Math.floor(middle)], values[Math.ceil(middle)]]
  if (min === undefined || max === undefined || low === undefined || high === undefined) return undefined
  return { median: (low + high) / 2, min, max }
}

/** The run that stands for its group in plots: the one whose cost, or else whose latency, is the median. */
export function typicalRun({ runs }: RunGroup): RunResult | undefined {
  const cost = (run: RunResult): number => run.cpuPerDelivery ?? run.ack?.p50 ?? run.memoryPerConnection ?? 0
  return runs.toSorted((one, other) => cost(one) - cost(other))[Math.floor((runs.length - 1) / 2)]
}
