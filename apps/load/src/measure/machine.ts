import { availableParallelism, cpus, release, totalmem, type } from 'node:os'
import type { Report } from '../results.ts'

/** What the figures were measured on. */
export function machine(): Report['machine'] {
  return {
    cpu: cpus()[0]?.model.trim() ?? 'unknown',
    cores: availableParallelism(),
    memoryBytes: totalmem(),
    os: `${type()} ${release()}`,
    node: process.version,
  }
}
