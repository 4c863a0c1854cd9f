import type { Accounts } from '../accounts/accounts.ts'
import type { Clock } from '../clock.ts'
import { inBatches } from '../database/in-batches.ts'
import { within } from '../database/within.ts'
import type { EndReason } from '../gate/handler.ts'
import type { Logger } from '../logger.ts'
import type { Patience } from '../patience.ts'
import { type ChatServer, type ChatSocket, channel } from './socket-server.ts'

/**
 * Every session that has connections is looked up this often. One that is not there two times in a row is over, whichever
 * way it went: one that was replaced a moment ago has a successor, which the browser is about to hear of.
 */
const LOOK_MS = 15_000
/** One that has failed is tried again so soon. */
const LOOK_AGAIN_MS = 5_000
/** Where sessions cannot be looked up for so long, nobody stays connected on what was known before. */
const LEASE_MS = 30_000
/** Longer than any connection takes from the look at its session to when it can be found here. */
const REMEMBER_MS = 60_000

const SIGNED_OUT = { code: 'AUTH_EXPIRED', message: 'You have been signed out.' } as const
const EXPIRED = { code: 'AUTH_EXPIRED', message: 'The session has expired.' } as const

/**
 * Closes the connections of sessions that end: at once those that are ended here, within seconds those that run out, and
 * those that have gone from the database in any other way.
 *
 * @returns stops it
 */
export function endConnectionsWithSessions(options: {
  readonly io: ChatServer
  readonly accounts: Pick<Accounts, 'onSessionsEnded' | 'sessionExpiry'>
  readonly clock: Clock
  readonly logger: Logger
  readonly patience: Pick<Patience, 'lookUp'>
}): () => void {
  const { io, accounts, clock, logger, patience } = options
  /** Sessions that ended lately, and when. */
  const ended = new Map<string, number>()

  const stopListening = accounts.onSessionsEnded((sessionIds) => {
    for (const sessionId of sessionIds) ended.set(sessionId, clock.now())
    for (const socket of socketsOf(io, sessionIds)) end(socket, SIGNED_OUT)
  })

  // A session may have ended while its connection was being made, when nobody could find the connection yet.
  io.on('connection', (socket) => {
    if (ended.has(socket.data.actor.sessionId)) end(socket, SIGNED_OUT)
  })

  /** Not there at the last look. */
  let missing: ReadonlySet<string> = new Set()
  let lookedUpAt = clock.now()

  /** Ends what is over. What has come in the meantime was looked up as it came. */
  async function renewLeases(): Promise<void> {
    const askedAt = clock.now()
    const sessionIds = [...new Set([...io.of('/').sockets.values()].map((socket) => socket.data.actor.sessionId))]
    const nowMissing = new Set<string>()
    await inBatches(sessionIds, async (batch) => {
      const expiry = await accounts.sessionExpiry(batch)
      const over = batch.filter((sessionId) => {
        const expiresAt = expiry.get(sessionId)
        return expiresAt === undefined ? missing.has(sessionId) : expiresAt <= clock.now()
      })
      for (const socket of socketsOf(io, over)) end(socket, EXPIRED)
      for (const sessionId of batch) if (!expiry.has(sessionId)) nowMissing.add(sessionId)
    })
    missing = nowMissing
    lookedUpAt = Math.max(lookedUpAt, askedAt)
  }

  /** @returns when to look again */
  function failed(error: unknown): number {
    logger.warn({ err: error }, 'could not look up the sessions of those who are connected')
    if (clock.now() - lookedUpAt >= LEASE_MS) {
      // Not the end of their sessions: clients come back, and are asked for them. From then on that is what is known.
      for (const socket of io.of('/').sockets.values()) socket.conn.close()
      lookedUpAt = clock.now()
    }
    return LOOK_AGAIN_MS
  }

  let callOff = clock.schedule(LOOK_MS, () => void look())
  let stopped = false
  async function look(): Promise<void> {
    for (const [sessionId, at] of ended) if (clock.now() - at > REMEMBER_MS) ended.delete(sessionId)
    const next = await within(patience.lookUp, renewLeases()).then(() => LOOK_MS, failed)
    if (!stopped) callOff = clock.schedule(next, () => void look())
  }

  return () => {
    stopped = true
    stopListening()
    callOff()
  }
}

function socketsOf(io: ChatServer, sessionIds: readonly string[]): ChatSocket[] {
  const { adapter, sockets } = io.of('/')
  return sessionIds
    .flatMap((sessionId) => [...(adapter.rooms.get(channel.session(sessionId)) ?? [])])
    .flatMap((id) => sockets.get(id) ?? [])
}

/** The client is told, and by this kind of disconnect knows not to come back by itself. */
export function end(socket: ChatSocket, reason: EndReason): void {
  socket.emit('session:ended', reason)
  socket.disconnect(true)
}
