import { LatencyHistogram } from '../src/measure/latency-histogram.ts'
import type { Report, RunResult } from '../src/results.ts'

function latencies(micros: number) {
  const histogram = LatencyHistogram.empty()
  for (let step = 1; step <= 1_000; step += 1) histogram.record(micros * (1 + step / 1_000))
  const summary = histogram.summary()
  if (!summary) throw new Error('Nothing was recorded')
  return summary
}

export function sampleRun(change: Partial<RunResult>): RunResult {
  return {
    scenario: 'room-100',
    target: 'chat',
    repetition: 1,
    connections: 100,
    seconds: 8,
    acked: 400,
    refused: 0,
    deliveries: 40_000,
    serverCpu: 0.1,
    generatorCpu: 0.2,
    cpuPerDelivery: 20,
    deliver: latencies(1_000),
    ack: latencies(800),
    memory: { before: 200_000_000, peak: 210_000_000 },
    timeline: Array.from({ length: 8 }, (_, at) => ({
      at,
      deliveries: 5_000,
      acked: 50,
      serverCpu: 0.1,
      serverMemory: 205_000_000,
    })),
    ...change,
  }
}

const check = { acked: 400, members: 100, stored: 400, problems: [] }

/** A small report in which a name tries to be HTML. */
export const sampleReport: Report = {
  title: 'Chat <b>measured</b>',
  command: 'pnpm bench',
  at: '2026-11-25T12:00:00.000Z',
  machine: { cpu: 'A processor', cores: 2, memoryBytes: 8 * 1024 ** 3, os: 'Linux 6', node: 'v24.9.0' },
  figures: [],
  runs: [
    sampleRun({ check }),
    sampleRun({ repetition: 2, cpuPerDelivery: 30, check }),
    sampleRun({ repetition: 3, cpuPerDelivery: 10, check }),
    sampleRun({ target: 'socket.io', cpuPerDelivery: 25 }),
  ],
}
