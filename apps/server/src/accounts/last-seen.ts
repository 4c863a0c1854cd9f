import type { Clock } from '../clock.ts'
import type { Database } from '../database/database.ts'
import type { Logger } from '../logger.ts'
import { touchSessions } from './sessions-store.ts'

/** How exactly it is known when a device was last seen. */
const WRITE_MS = 60_000

/** When sessions were last used, so that people recognise their devices. */
export interface LastSeen {
  /** A connection of the session was made. */
  arrive(sessionId: string): void
  /** A connection of the session was lost. */
  leave(sessionId: string): void
  /** Whether the session has a connection. */
  isHere(sessionId: string): boolean
  /** Writes what is not written yet. */
  stop(): Promise<void>
}

/** Writes gather for a minute: after a failure of the network everybody comes back within a second. */
export function createLastSeen(options: {
  readonly database: Pick<Database, 'write' | 'dialect'>
  readonly clock: Clock
  readonly logger: Logger
}): LastSeen {
  const { database, clock, logger } = options
  const connections = new Map<string, number>()
  let seen = new Set<string>()
  let callOff: (() => void) | undefined

  function saw(sessionId: string): void {
    seen.add(sessionId)
    callOff ??= clock.schedule(WRITE_MS, () => void write())
  }

  async function write(): Promise<void> {
    callOff = undefined
    const sessionIds = [...seen]
    seen = new Set()
    await touchSessions(database, sessionIds, new Date(clock.now())).catch((error: unknown) =>
      logger.warn({ err: error }, 'could not write when devices were last seen'),
    )
  }

  return {
    arrive(sessionId) {
      connections.set(sessionId, (connections.get(sessionId) ?? 0) + 1)
      saw(sessionId)
    },
    leave(sessionId) {
      const left = (connections.get(sessionId) ?? 1) - 1
      if (left > 0) connections.set(sessionId, left)
      else connections.delete(sessionId)
      saw(sessionId)
    },
    isHere: (sessionId) => connections.has(sessionId),
    async stop() {
      callOff?.()
      await write()
    },
  }
}
