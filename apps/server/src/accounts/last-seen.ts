import type { UserId } from '@chat/protocol'
import type { Clock } from '../clock.ts'
import type { Database } from '../database/database.ts'
import type { Logger } from '../logger.ts'
import { findLastSeen, touchPeople } from '../presence/presence-store.ts'
import { touchSessions } from './sessions-store.ts'

/** How exactly it is known when somebody was last seen. */
const WRITE_MS = 60_000

/** Somebody at one of their devices. */
interface Visitor {
  readonly userId: UserId
  readonly sessionId: string
}

/** When sessions were last used, so that people recognise their devices, and when people were last here. */
export interface LastSeen {
  /** A connection of the session was made. */
  arrive(visitor: Visitor): void
  /** A connection of the session was lost. */
  leave(visitor: Visitor): void
  /** Whether the session has a connection. */
  isHere(sessionId: string): boolean
  /** When a connection of these people was last made or lost; of those who never had one, nothing. */
  of(userIds: readonly UserId[]): Promise<ReadonlyMap<UserId, number>>
  /** Writes what is not written yet. */
  stop(): Promise<void>
}

/** Writes gather for a minute: after a failure of the network everybody comes back within a second. */
export function createLastSeen(options: {
  readonly database: Pick<Database, 'read' | 'write' | 'dialect'>
  readonly clock: Clock
  readonly logger: Logger
}): LastSeen {
  const { database, clock, logger } = options
  const connections = new Map<string, number>()
  let seenSessions = new Set<string>()
  /** People whose last moment is not on disk yet. */
  const seenPeople = new Map<UserId, number>()
  let callOff: (() => void) | undefined

  function saw({ userId, sessionId }: Visitor): void {
    seenSessions.add(sessionId)
    seenPeople.set(userId, clock.now())
    callOff ??= clock.schedule(WRITE_MS, () => void write())
  }

  async function write(): Promise<void> {
    callOff = undefined
    const sessionIds = [...seenSessions]
    const people = new Map(seenPeople)
    const now = clock.now()
    seenSessions = new Set()
    try {
      await touchSessions(database, sessionIds, new Date(now))
      await touchPeople(database.write, [...people.keys()], now)
    } catch (error) {
      logger.warn({ err: error }, 'could not write when people and devices were last seen')
    }
    for (const [userId, at] of people) if (seenPeople.get(userId) === at) seenPeople.delete(userId)
  }

  return {
    arrive(visitor) {
      connections.set(visitor.sessionId, (connections.get(visitor.sessionId) ?? 0) + 1)
      saw(visitor)
    },
    leave(visitor) {
      const left = (connections.get(visitor.sessionId) ?? 1) - 1
      if (left > 0) connections.set(visitor.sessionId, left)
      else connections.delete(visitor.sessionId)
      saw(visitor)
    },
    isHere: (sessionId) => connections.has(sessionId),
    async of(userIds) {
      const written = await findLastSeen(database.read, userIds)
      const waiting = userIds.flatMap((userId) => {
        const at = seenPeople.get(userId)
        return at === undefined ? [] : [[userId, at] as const]
      })
      return new Map([...written, ...waiting])
    },
    async stop() {
      callOff?.()
      await write()
    },
  }
}
