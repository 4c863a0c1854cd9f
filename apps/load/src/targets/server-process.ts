import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { setTimeout } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'
import { pinned } from '../measure/cores.ts'

const PROBE = fileURLToPath(new URL('../measure/loop-delay-probe.ts', import.meta.url))
const READY_WITHIN_MS = 60_000
const LoopDelay = z.object({ loopDelay: z.number() })

/** A server that runs as a child of this process, on a core of its own where the machine has several. */
export interface ServerProcess {
  readonly url: string
  readonly pid: number
  watchLoop(): () => Promise<number>
  stop(): Promise<void>
}

/**
 * Starts a Node program that listens on `PORT` and resolves once it answers `path`.
 *
 * @throws {Error} with what it wrote if it ends, or does not answer within a minute
 */
export async function startServerProcess(options: {
  readonly program: string
  readonly path: string
  readonly env: Readonly<Record<string, string>>
}): Promise<ServerProcess> {
  const port = await findUnusedPort()
  const url = `http://127.0.0.1:${port}`
  const [command = '', ...args] = pinned('server', [
    process.execPath,
    '--conditions=@chat/source',
    `--import=${PROBE}`,
    options.program,
  ])
  const child = spawn(command, args, {
    env: {
      PATH: process.env['PATH'],
      NODE_COMPILE_CACHE: process.env['NODE_COMPILE_CACHE'],
      ...options.env,
      PORT: String(port),
    },
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  })
  let complaints = ''
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    complaints = (complaints + text).slice(-10_000)
  })
  const end = (): void => void child.kill('SIGKILL')
  process.once('exit', end)

  await untilAnswering(`${url}${options.path}`, () => {
    if (hasEnded(child)) throw new Error(`The server did not start:\n${complaints}`)
  })
  return {
    url,
    pid: child.pid ?? 0,
    watchLoop() {
      child.send('watch loop')
      return async () => {
        const told = once(child, 'message')
        child.send('tell loop delay')
        return LoopDelay.parse((await told)[0]).loopDelay
      }
    },
    async stop() {
      process.off('exit', end)
      if (hasEnded(child)) return
      const ended = once(child, 'exit')
      child.kill('SIGTERM')
      await Promise.race([ended, setTimeout(15_000, undefined, { ref: false }).then(end)])
      await ended
    },
  }
}

async function untilAnswering(url: string, check: () => void): Promise<void> {
  const deadline = performance.now() + READY_WITHIN_MS
  for (;;) {
    check()
    const answer = await fetch(url).catch(() => undefined)
    if (answer?.ok) return
    if (performance.now() > deadline) throw new Error(`Nothing answers at ${url}`)
    await setTimeout(50)
  }
}

function hasEnded({ exitCode, signalCode }: ChildProcess): boolean {
  return exitCode !== null || signalCode !== null
}

async function findUnusedPort(): Promise<number> {
  const server = createServer()
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  return typeof address === 'object' && address ? address.port : 0
}
