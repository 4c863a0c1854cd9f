import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'

const root = join(import.meta.dirname, '../../..')

/** Chat's own server, in a process of its own. */
export interface RunningServer {
  readonly url: string
  /** Resolves when the process has ended. */
  stop(): Promise<void>
}

/** @param port 0 takes a free one */
export async function startServer(dataDir: string, port: string): Promise<RunningServer> {
  const server = spawn(process.execPath, ['--conditions=@chat/source', 'apps/server/src/main.ts'], {
    cwd: root,
    env: { ...process.env, DATA_DIR: dataDir, PORT: port, HOST: '127.0.0.1', RATE_LIMITS: 'off', LOG_LEVEL: 'info' },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const ended = once(server, 'exit')
  const url = await Promise.race([readUrl(server.stdout), ended.then(() => undefined)])
  if (url === undefined) throw new Error(`The server ended: ${await text(server.stderr)}`)
  server.stderr.resume()
  return {
    url,
    async stop() {
      server.kill('SIGTERM')
      await ended
    },
  }
}

/** The server says on one of its first lines where it listens; what comes later is not of interest. */
async function readUrl(log: NodeJS.ReadableStream): Promise<string | undefined> {
  for await (const line of createInterface({ input: log })) {
    const [url] = /http:\/\/127\.0\.0\.1:\d+/.exec(line) ?? []
    if (url === undefined) continue
    log.resume()
    return url
  }
  return undefined
}

async function text(stream: NodeJS.ReadableStream): Promise<string> {
  let all = ''
  for await (const chunk of stream) all += chunk
  return all
}
