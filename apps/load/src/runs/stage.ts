import { setTimeout } from 'node:timers/promises'
import { nowMicros } from '../measure/clock.ts'
import { LatencyHistogram } from '../measure/latency-histogram.ts'
import { type Usage, UsageSampler, usageOf } from '../measure/usage.ts'
import type { CheckResult, RunResult, Second } from '../results.ts'
import { roomsOf, type Scenario } from '../scenarios/scenario.ts'
import type { Cast, Target } from '../targets/target.ts'
import type { Counted } from '../worker/commands.ts'
import type { WorkerPool } from '../worker-pool.ts'
import { checkRun } from './check-run.ts'

export const SECOND = 1_000_000
/** Until everybody has begun to wait for the start. */
const LEAD = 300_000
const CONNECT_AT_ONCE = 50
/** What came last must have reached everybody by then. */
const SETTLE_MS = 60_000

/** Where a scenario is played: the server, who takes part, and the processes that play them. */
export interface Stage<Kind extends Scenario = Scenario> {
  readonly target: Target
  readonly scenario: Kind
  readonly cast: Cast
  readonly pool: WorkerPool
}

/** Everything but who and when. */
export type Measured = Omit<RunResult, 'scenario' | 'target' | 'repetition' | 'connections'>

/** Connects everybody, member by member in turn over the processes, and brings them into their rooms. */
export async function join({ target, scenario, cast, pool }: Stage): Promise<void> {
  const plans = Array.from({ length: scenario.members }, (_, index) => ({
    index,
    token: cast.tokens[index],
    rooms: roomsOf(scenario, index).map((room) => cast.rooms[room] ?? ''),
  }))
  await pool.all('join', (worker) => ({
    url: target.url,
    dialect: target.dialect,
    members: plans.filter(({ index }) => index % pool.size === worker),
    atOnce: Math.ceil(CONNECT_AT_ONCE / pool.size),
  }))
}

/** A moment of full load, so that what is measured is a server whose code has been compiled, as one is that runs for days. */
const FULL_LOAD_SECONDS = 2
const FULL_LOAD = { kind: 'closed', senders: 10, inFlight: 5 } as const

/** Lets a server run warm before it is measured; what is sent is checked like everything else. */
export async function runWarm({ pool }: Stage): Promise<void> {
  const times = schedule(0, FULL_LOAD_SECONDS)
  await pool.all('run', () => ({ load: FULL_LOAD, ...times }))
}

/** When a run begins, when it begins to count, and when it ends, in microseconds of the shared clock. */
export function schedule(warmUpSeconds: number, seconds: number) {
  const startAt = nowMicros() + LEAD
  const countFrom = startAt + warmUpSeconds * SECOND
  return { startAt, countFrom, until: countFrom + seconds * SECOND }
}

export async function sleepUntil(at: number): Promise<void> {
  await setTimeout(Math.max(0, at - nowMicros()) / 1_000)
}

/** What a process used between two moments, and second by second. */
export interface Observed {
  readonly from: Usage | undefined
  readonly to: Usage | undefined
  readonly samples: readonly { readonly cpu: number; readonly memory: number }[]
}

/** Observes the server while something goes on. */
export async function observe(pid: number | undefined, work: () => Promise<void>): Promise<Observed> {
  const sampler = new UsageSampler(pid)
  const from = await usageOf(pid)
  sampler.start()
  await work()
  return { from, to: await usageOf(pid), samples: sampler.stop() }
}

/** Waits until all is quiet and checks what everybody saw, and what is stored. */
export async function settle({ target, cast, pool }: Stage): Promise<CheckResult> {
  const heads: Record<string, number> = {}
  for (const own of await pool.all('heads', () => null)) {
    for (const [room, head] of Object.entries(own)) heads[room] = Math.max(heads[room] ?? 0, head)
  }
  const settled = await pool.all('settle', () => ({ heads, timeoutMs: SETTLE_MS }))
  return checkRun(settled, await target.stored?.(cast))
}

/** Puts together what the processes counted. */
export function summarise(counted: readonly Counted[], seconds: number, { from, to, samples }: Observed): Measured {
  const sum = (pick: (one: Counted) => number): number => counted.reduce((total, one) => total + pick(one), 0)
  const deliver = LatencyHistogram.merged(counted.map((one) => one.deliver)).summary()
  const ack = LatencyHistogram.merged(counted.map((one) => one.ack)).summary()
  const deliveries = sum((one) => one.deliveries)
  const cpu = from && to && to.cpu - from.cpu
  return {
    seconds,
    acked: sum((one) => one.acked),
    refused: sum((one) => one.refused),
    deliveries,
    generatorCpu: sum((one) => one.cpu) / (seconds * SECOND),
    ...(cpu !== undefined && { serverCpu: cpu / (seconds * SECOND) }),
    ...(cpu !== undefined && deliveries > 0 && { cpuPerDelivery: cpu / deliveries }),
    ...(deliver && { deliver }),
    ...(ack && { ack }),
    ...(from && {
      memory: { before: from.memory, peak: Math.max(from.memory, ...samples.map(({ memory }) => memory)) },
    }),
    timeline: timelineOf(counted, samples, seconds),
  }
}

function timelineOf(counted: readonly Counted[], samples: Observed['samples'], seconds: number): Second[] {
  return Array.from({ length: Math.floor(seconds) }, (_, at) => {
    // What a second used is known at its end.
    const sample = samples[at + 1]
    return {
      at,
      deliveries: counted.reduce((sum, { seconds }) => sum + (seconds[at]?.deliveries ?? 0), 0),
      acked: counted.reduce((sum, { seconds }) => sum + (seconds[at]?.acked ?? 0), 0),
      ...(sample && { serverCpu: sample.cpu, serverMemory: sample.memory }),
    }
  })
}
