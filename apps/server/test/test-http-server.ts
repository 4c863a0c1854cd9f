import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import { onTestFinished } from 'vitest'
import type { Accounts } from '../src/accounts/accounts.ts'
import { readConfig } from '../src/config.ts'
import { createRateLimits } from '../src/gate/rate-limits.ts'
import { createHttpServer, type HttpServerOptions } from '../src/http/http-server.ts'
import type { Pictures } from '../src/pictures/pictures.ts'
import { silentLogger } from './silent-logger.ts'

/** Accounts that answer with what they were asked. */
export const echoingAccounts: Accounts = {
  authenticate: async () => undefined,
  handle: async (request) =>
    Response.json({
      method: request.method,
      url: request.url,
      headers: Object.fromEntries(request.headers),
      body: await request.text(),
    }),
  onSessionsEnded: () => () => {},
  sessionExpiry: async () => new Map(),
}

const noPictures: Pictures = {
  replace: () => Promise.reject(new Error('There are no people')),
  remove: () => Promise.reject(new Error('There are no people')),
  find: async () => undefined,
}

export interface TestHttpServerOptions extends Partial<Omit<HttpServerOptions, 'config'>> {
  readonly environment?: Record<string, string>
  /** Files of the web app, by path. */
  readonly files?: Record<string, string>
}

/** Makes the HTTP server with nothing behind it, and closes it after the test. */
export async function createTestHttpServer(options: TestHttpServerOptions = {}): Promise<FastifyInstance> {
  const { environment = {}, files = {}, ...rest } = options
  const server = await createHttpServer({
    config: readConfig(environment),
    logger: silentLogger,
    accounts: echoingAccounts,
    pictures: noPictures,
    rateLimits: createRateLimits(undefined),
    health: () => ({ status: 'ok', connections: 0 }),
    ready: () => true,
    webRoot: await writeWebFiles(files),
    ...rest,
  })
  onTestFinished(() => server.close())
  return server
}

/** Makes a folder as the build of the web app does, and takes it away after the test. */
export async function writeWebFiles(files: Record<string, string>): Promise<string> {
  const root = await mkdtemp(join(tmpdir(), 'chat-web-'))
  onTestFinished(() => rm(root, { recursive: true }))
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(root, path)), { recursive: true })
    await writeFile(join(root, path), text)
  }
  return root
}
