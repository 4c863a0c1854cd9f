import { LatencyHistogram } from '../measure/latency-histogram.ts'
import type { Herd } from '../scenarios/scenario.ts'
import { join, type Measured, observe, runWarm, type Stage, schedule, settle, sleepUntil, summarise } from './stage.ts'

const WARM_UP_SECONDS = 2
const SECONDS = 6
/** Those who write keep their connections: what they wait for is the server. */
const WRITERS = 4

/** Cuts everybody's connection at once while a few write, and measures until everybody is in sync again. */
export async function runHerd(stage: Stage<Herd>): Promise<Measured> {
  const { target, scenario, pool } = stage
  await join(stage)
  await runWarm(stage)
  const times = schedule(WARM_UP_SECONDS, SECONDS)
  const load = { kind: 'open', rate: scenario.rate / pool.size, writers: WRITERS } as const
  const running = pool.all('run', () => ({ load, ...times }))

  await sleepUntil(times.countFrom)
  let encoded: string[] = []
  const observed = await observe(target.pid, async () => {
    encoded = await pool.all('herd', () => ({ except: WRITERS }))
  })
  const reconnect = LatencyHistogram.merged(encoded).summary()
  const counted = await running
  const check = await settle(stage)
  const { cpuPerDelivery: _mixed, ...measured } = summarise(counted, SECONDS, observed)
  return { ...measured, ...(reconnect && { reconnect }), check }
}
