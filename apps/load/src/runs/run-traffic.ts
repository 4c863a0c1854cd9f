import type { Traffic } from '../scenarios/scenario.ts'
import type { Load } from '../worker/commands.ts'
import { join, type Measured, observe, runWarm, type Stage, schedule, settle, sleepUntil, summarise } from './stage.ts'

/** Sends messages through rooms and measures what they cost and how long they take. */
export async function runTraffic(stage: Stage<Traffic>): Promise<Measured> {
  const { target, scenario, pool } = stage
  const { seconds, stalled = 0 } = scenario
  await join(stage)
  await runWarm(stage)
  const times = schedule(scenario.warmUpSeconds, seconds)
  const load = shareOf(scenario.load, pool.size)
  const running = pool.all('run', () => ({ load, ...times }))

  await sleepUntil(times.countFrom)
  const tellLoopDelay = scenario.watchLoop ? target.watchLoop?.() : undefined
  if (stalled > 0) await pool.all('pause', () => ({ members: Math.ceil(stalled / pool.size) }))
  const observed = await observe(target.pid, () => sleepUntil(times.until))
  const loopDelay = await tellLoopDelay?.()
  if (stalled > 0) await pool.all('resume', () => null)

  const counted = await running
  const check = await settle(stage)
  return { ...summarise(counted, seconds, observed), ...(loopDelay !== undefined && { loopDelay }), check }
}

/** One process's part of the load. */
function shareOf(load: Load, processes: number): Load {
  if (load.kind === 'open') return { ...load, rate: load.rate / processes }
  return { ...load, senders: Math.ceil(load.senders / processes) }
}
