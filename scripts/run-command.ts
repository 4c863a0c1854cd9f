import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'

/** How a command ended. */
export interface CommandResult {
  /** The exit code; 1 where a signal ended the command. */
  readonly code: number
  /** What it wrote, standard output and errors as they came. */
  readonly output: string
  readonly seconds: number
}

export interface CommandOptions {
  readonly cwd?: string
  readonly env?: Readonly<Record<string, string | undefined>>
  /** Called with each line as it comes. */
  readonly onLine?: (line: string) => void
}

/** Runs a program to its end and collects what it writes. Never rejects: a program that cannot start has failed. */
export async function runCommand(
  program: string,
  args: readonly string[],
  { cwd, env, onLine }: CommandOptions = {},
): Promise<CommandResult> {
  const start = performance.now()
  const lines: string[] = []
  const take = (line: string): void => {
    lines.push(line)
    onLine?.(line)
  }
  const child = spawn(program, args, { cwd, env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'] })
  for (const stream of [child.stdout, child.stderr]) createInterface({ input: stream }).on('line', take)
  const code = await new Promise<number>((resolve) => {
    child.on('error', (error) => {
      take(error.message)
      resolve(1)
    })
    child.on('close', (exitCode, signal) => {
      if (signal) take(`${program} was ended by ${signal}`)
      resolve(exitCode ?? 1)
    })
  })
  return { code, output: lines.join('\n'), seconds: (performance.now() - start) / 1000 }
}

/** Runs a Node program of ours, or of a package, with the Node that runs this one. */
export function runNode(args: readonly string[], options?: CommandOptions): Promise<CommandResult> {
  return runCommand(process.execPath, args, options)
}
