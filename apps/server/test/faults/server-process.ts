import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { expect, inject, onTestFinished, vi } from 'vitest'
import type { TestStorage } from '../test-database.ts'
import { findUnusedPort } from './unused-port.ts'

/** The real program in a process of its own, which can be killed and started again. */
export interface ServerProcess {
  readonly url: string
  /** Whether it is there and nobody has begun to end it. */
  isUp(): boolean
  /** Starts it where it was and resolves once it is ready. */
  start(): Promise<void>
  /** Ends it in the middle of whatever it does. Resolves once it is gone. */
  kill(): Promise<void>
  /** Holds it in the middle of whatever it does: killed now, it goes no further than this. */
  suspend(): void
  /** Lets it go on. */
  resume(): void
  /** What it did that it never should: ended by itself, wrote to stderr, logged an error. */
  readonly complaints: readonly string[]
}

const READY_WITHIN_MS = 120_000

/** Starts the server on this storage. It is ended when the test is over. */
export async function startServerProcess({ dataDir, databaseUrl }: TestStorage): Promise<ServerProcess> {
  const port = await findUnusedPort()
  const url = `http://127.0.0.1:${port}`
  const complaints: string[] = []
  let child: ChildProcess | undefined
  let up = false

  function run(): ChildProcess {
    const started = spawn(process.execPath, [inject('bundledServer').main], {
      env: {
        PATH: process.env['PATH'] ?? '',
        PORT: String(port),
        HOST: '127.0.0.1',
        DATA_DIR: dataDir,
        ...(databaseUrl !== undefined && { DATABASE_URL: databaseUrl }),
        RATE_LIMITS: 'off',
        LOG_LEVEL: 'warn',
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    started.stdout?.setEncoding('utf8').on('data', (text: string) => {
      for (const line of text.split('\n')) if (/"level":"(error|fatal)"/.test(line)) complaints.push(`logged ${line}`)
    })
    started.stderr?.setEncoding('utf8').on('data', (text: string) => complaints.push(`wrote to stderr: ${text}`))
    started.once('exit', (code) => {
      if (up || code !== null) complaints.push(`ended by itself with exit code ${code}`)
      up = false
    })
    return started
  }

  async function kill(): Promise<void> {
    const ending = child
    child = undefined
    up = false
    if (!ending || hasEnded(ending)) return
    const gone = once(ending, 'close')
    ending.removeAllListeners('exit')
    ending.kill('SIGKILL')
    await gone
  }

  async function start(): Promise<void> {
    const started = run()
    child = started
    await vi.waitFor(
      async () => {
        if (!hasEnded(started)) expect((await fetch(`${url}/readyz`)).status).toBe(200)
      },
      { timeout: READY_WITHIN_MS, interval: 50 },
    )
    if (child !== started || hasEnded(started)) throw new Error(`The server did not start: ${complaints.join('\n')}`)
    up = true
  }

  onTestFinished(kill)
  await start()
  return {
    url,
    complaints,
    isUp: () => up,
    start,
    kill,
    suspend: () => void child?.kill('SIGSTOP'),
    resume: () => void child?.kill('SIGCONT'),
  }
}

function hasEnded({ exitCode, signalCode }: ChildProcess): boolean {
  return exitCode !== null || signalCode !== null
}
