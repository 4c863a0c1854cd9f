import type { RunResult } from '../results.ts'

/** What is worth a column in a table of runs. */
export interface Column {
  readonly title: string
  readonly pick: (run: RunResult) => number | undefined
  readonly write: (value: number) => string
}

const threeDigits = new Intl.NumberFormat('en', { maximumSignificantDigits: 3, minimumSignificantDigits: 3 })

export const millis = (value: number): string => `${threeDigits.format(value)} ms`
export const micros = (value: number): string => `${threeDigits.format(value)} µs`
export const kilobytes = (value: number): string => `${(value / 1024).toFixed(1)} KB`
export const megabytes = (value: number): string => `${(value / 1024 / 1024).toFixed(0)} MB`
export const percent = (value: number): string => `${(value * 100).toFixed(0)} %`
export const count = (value: number): string => Math.round(value).toLocaleString('en')
export const ratio = (value: number): string => `${threeDigits.format(value)}×`

export const columns: readonly Column[] = [
  {
    title: 'deliveries/s',
    pick: (run) => (run.deliveries > 0 ? run.deliveries / run.seconds : undefined),
    write: count,
  },
  { title: 'CPU each', pick: (run) => run.cpuPerDelivery, write: micros },
  { title: 'server core', pick: (run) => run.serverCpu, write: percent },
  { title: 'deliver p50', pick: (run) => run.deliver?.p50, write: millis },
  { title: 'deliver p99', pick: (run) => run.deliver?.p99, write: millis },
  { title: 'ack p50', pick: (run) => run.ack?.p50, write: millis },
  { title: 'ack p99', pick: (run) => run.ack?.p99, write: millis },
  { title: 'back p50', pick: (run) => run.reconnect?.p50, write: millis },
  { title: 'all back', pick: (run) => run.reconnect?.max, write: millis },
  { title: 'loop p99', pick: (run) => run.loopDelay, write: millis },
  { title: 'per connection', pick: (run) => run.memoryPerConnection, write: kilobytes },
  { title: 'peak memory', pick: (run) => run.memory?.peak, write: megabytes },
]
