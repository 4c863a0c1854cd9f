import type { RunResult } from '../results.ts'
import type { Scenario } from '../scenarios/scenario.ts'
import type { Cast, OwnTarget, Target } from '../targets/target.ts'
import { WorkerPool } from '../worker-pool.ts'
import { runHerd } from './run-herd.ts'
import { runIdle } from './run-idle.ts'
import { runTraffic } from './run-traffic.ts'
import { join, type Measured, type Stage } from './stage.ts'

/**
 * Plays a scenario against a server and checks what came of it.
 *
 * @param cast who takes part, where that is known already
 * @throws {Error} if the server refuses to take part or breaks down
 */
export async function runScenario(
  target: Target,
  scenario: Scenario,
  { repetition, ...given }: { readonly repetition: number; readonly cast?: Cast },
): Promise<RunResult> {
  const pool = new WorkerPool()
  try {
    const cast = given.cast ?? (await target.prepare(scenario.members, scenario.rooms))
    const measured = await measure({ target, cast, pool, scenario })
    return { scenario: scenario.name, target: target.name, repetition, connections: scenario.members, ...measured }
  } finally {
    await pool.stop()
  }
}

/** Brings everybody into their rooms and starts the server anew, so that a measurement begins with people who only come back. */
export async function bringIntoRooms(
  target: OwnTarget,
  scenario: Scenario,
): Promise<{ readonly target: OwnTarget; readonly cast: Cast }> {
  const pool = new WorkerPool()
  try {
    const cast = await target.prepare(scenario.members, scenario.rooms)
    await join({ target, cast, pool, scenario })
    return { target: await target.restart(), cast }
  } finally {
    await pool.stop()
  }
}

function measure({ scenario, ...stage }: Stage): Promise<Measured> {
  if (scenario.kind === 'traffic') return runTraffic({ ...stage, scenario })
  if (scenario.kind === 'herd') return runHerd({ ...stage, scenario })
  return runIdle({ ...stage, scenario })
}
