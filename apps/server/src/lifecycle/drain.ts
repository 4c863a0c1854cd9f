import type { Clock } from '../clock.ts'
import type { Logger } from '../logger.ts'

/** What has to happen before the process ends, in this order. The process hands them in; each may take its time. */
export interface DrainSteps {
  /** From here on /readyz says no, so that nobody new is sent here. */
  unready(): void
  /** From here on new connections are refused with DRAINING. */
  refuseHandshakes(): void
  /** Tells everybody who is connected that their connection closes within this time. */
  tellClients(notice: { moveWithinMs: number }): void
  /** Resolves when no request is being handled. Later ones are refused with DRAINING. */
  finishWork(): Promise<void>
  /** Closes connections in the way that makes clients come back: at the engine, not with `disconnect()`. */
  closeConnections(): Promise<void>
  closeHttp(): Promise<void>
  closeDatabase(): Promise<void>
}

export interface DrainOptions {
  readonly steps: DrainSteps
  readonly logger: Pick<Logger, 'debug' | 'info' | 'warn' | 'error'>
  readonly clock: Clock
  exit(code: number): void
  readonly limits?: Partial<DrainLimits>
}

/** How long each part may take, in milliseconds. */
export interface DrainLimits {
  finishWork: number
  closeConnections: number
  closeHttp: number
  /** All of it. After that the process ends as it is; whatever was acknowledged is on disk anyway. */
  total: number
}

/**
 * One process on one database file: nobody else can take over, so that being quick is being kind. Closing the database
 * takes some milliseconds, and as long as the disk needs where that is slow. Docker kills after ten seconds.
 */
const SINGLE_NODE: DrainLimits = { finishWork: 1_000, closeConnections: 500, closeHttp: 500, total: 8_000 }

/**
 * A terminal sends Ctrl+C to everybody in the foreground, and npx and pnpm pass on what they get: signals that come this
 * close together are one wish.
 */
const ONE_WISH_MS = 500

export interface Drain {
  readonly state: 'serving' | 'draining' | 'ended'
  /**
   * Stops the server and ends the process. A second call, after a moment, ends it at once.
   *
   * @param reason for the log, such as SIGTERM
   * @param code the exit code if everything goes well
   */
  begin(reason: string, code?: number): Promise<void>
}

/** The way from serving to the end of the process. */
export function createDrain({ steps, logger, clock, exit, limits: given }: DrainOptions): Drain {
  const limits = { ...SINGLE_NODE, ...given }
  let state: Drain['state'] = 'serving'
  let began = 0
  let underWay = ''
  const took: Record<string, number> = {}

  const end = (code: number) => {
    if (state === 'ended') return
    state = 'ended'
    exit(code)
  }

  /** A step that fails or hangs does not keep the later ones from happening. Returns whether it went well. */
  async function take(name: string, step: () => void | Promise<void>, atMostMs?: number): Promise<boolean> {
    if (state === 'ended') return false
    const started = clock.now()
    underWay = name
    let callOff = () => {}
    try {
      const late = new Promise<'late'>((resolve) => {
        if (atMostMs !== undefined) callOff = clock.schedule(atMostMs, () => resolve('late'))
      })
      const outcome = await Promise.race([step(), late])
      const ms = clock.now() - started
      took[name] = ms
      if (outcome === 'late') logger.warn({ step: name, ms }, 'drain: gave up waiting')
      else logger.debug({ step: name, ms }, 'drain')
      return outcome !== 'late'
    } catch (error) {
      logger.error({ step: name, err: error }, 'drain: step failed')
      return false
    } finally {
      callOff()
    }
  }

  async function begin(reason: string, code = 0): Promise<void> {
    if (state !== 'serving') {
      if (clock.now() - began < ONE_WISH_MS) return
      logger.warn({ reason }, 'stopping at once')
      return end(1)
    }
    state = 'draining'
    began = clock.now()
    logger.info({ reason }, 'Chat is stopping')
    const callOffWatchdog = clock.schedule(limits.total, () => {
      logger.error({ step: underWay }, 'drain: out of time')
      end(1)
    })
    await take('unready', steps.unready)
    await take('refuse handshakes', steps.refuseHandshakes)
    await take('tell clients', () => steps.tellClients({ moveWithinMs: limits.finishWork }))
    await take('finish work', steps.finishWork, limits.finishWork)
    await take('close connections', steps.closeConnections, limits.closeConnections)
    await take('close http', steps.closeHttp, limits.closeHttp)
    const closed = await take('close database', steps.closeDatabase)
    callOffWatchdog()
    if (closed) logger.info({ reason, ms: clock.now() - began, steps: took }, 'Chat has stopped')
    end(closed ? code : 1)
  }

  return {
    get state() {
      return state
    },
    begin,
  }
}
