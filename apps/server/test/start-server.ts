import { onTestFinished } from 'vitest'
import { createApp } from '../src/app.ts'
import { type Clock, systemClock } from '../src/clock.ts'
import type { Config } from '../src/config.ts'
import type { Database } from '../src/database/database.ts'
import { openDatabase } from '../src/database/open-database.ts'
import type { DrainSteps } from '../src/lifecycle/drain.ts'
import type { Logger } from '../src/logger.ts'
import { type Patience, usualPatience } from '../src/patience.ts'
import { silentLogger } from './silent-logger.ts'
import { createTestStorage, type TestStorage } from './test-database.ts'

export interface TestServer {
  readonly url: string
  readonly storage: TestStorage
  readonly database: Database
  readonly drainSteps: DrainSteps
  /** Stops in the order of a drain. Called by itself after the test. */
  stop(): Promise<void>
}

export interface TestServerOptions {
  /** What an earlier server left behind. */
  readonly storage?: TestStorage
  readonly config?: Partial<Config>
  readonly logger?: Logger
  readonly clock?: Clock
  readonly webRoot?: string
  /** What of the usual patience is to be shorter or longer. */
  readonly patience?: Partial<Patience>
}

/** Starts the whole server inside the test, on a free port and on the database that the suite runs on. */
export async function startServer({
  config,
  logger = silentLogger,
  clock = systemClock,
  ...options
}: TestServerOptions = {}): Promise<TestServer> {
  const storage = options.storage ?? (await createTestStorage())
  const patience = { ...usualPatience, ...options.patience }
  const database = await openDatabase({ ...storage, logger, patience })
  const app = await createApp({
    config: {
      port: 0,
      host: '127.0.0.1',
      publicUrl: undefined,
      allowedOrigins: [],
      trustProxy: [],
      authSecret: undefined,
      guests: true,
      signUp: true,
      mail: undefined,
      provider: undefined,
      rateLimits: undefined,
      logLevel: 'silent',
      ...storage,
      ...config,
    },
    logger,
    database,
    clock,
    secret: 'a secret of thirty-two characters or more',
    webRoot: options.webRoot,
    patience,
  })
  const url = await app.listen()
  const drainSteps: DrainSteps = { ...app.drainSteps, closeDatabase: () => database.close() }

  let stopped: Promise<void> | undefined
  const stop = () => {
    stopped ??= stopInOrder(drainSteps)
    return stopped
  }
  onTestFinished(stop)
  return { url, storage, database, drainSteps, stop }
}

async function stopInOrder(steps: DrainSteps): Promise<void> {
  steps.unready()
  steps.refuseHandshakes()
  await steps.finishWork()
  await steps.closeConnections()
  await steps.closeHttp()
  await steps.closeDatabase()
}
