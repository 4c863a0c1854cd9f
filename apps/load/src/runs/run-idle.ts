import { setTimeout } from 'node:timers/promises'
import { usageOf } from '../measure/usage.ts'
import type { Idle } from '../scenarios/scenario.ts'
import { join, type Measured, observe, type Stage, summarise } from './stage.ts'

/** After the connections were made: garbage is collected, timers have run. */
const REST_MS = 5_000

/** Connects and does nothing: what a connection costs that only listens. */
export async function runIdle(stage: Stage<Idle>): Promise<Measured> {
  const { target, scenario } = stage
  const before = await usageOf(target.pid)
  await join(stage)
  await setTimeout(REST_MS)
  const observed = await observe(target.pid, () => setTimeout(scenario.seconds * 1_000))
  const { memory: _peak, ...measured } = summarise([], scenario.seconds, observed)
  if (!before || !observed.to) return measured
  return {
    ...measured,
    memory: { before: before.memory, peak: observed.to.memory },
    memoryPerConnection: (observed.to.memory - before.memory) / scenario.members,
  }
}
