import { spawnSync } from 'node:child_process'
import { availableParallelism } from 'node:os'

const cores = availableParallelism()
/** `taskset` is part of util-linux; elsewhere the scheduler decides. */
const canPin = cores > 1 && spawnSync('taskset', ['--version']).status === 0

/** Processes that generate load: every core but the server's. */
export const generatorProcesses = Math.max(1, cores - 1)

/**
 * The command that runs another one on the server's core, or on the cores of the generator. The server has the
 * last core: interrupts that go to one core alone often go to the first.
 */
export function pinned(role: 'server' | 'generator', command: readonly string[]): string[] {
  if (!canPin) return [...command]
  return ['taskset', '--cpu-list', role === 'server' ? String(cores - 1) : `0-${cores - 2}`, ...command]
}
