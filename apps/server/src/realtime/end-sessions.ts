import type { Accounts } from '../accounts/accounts.ts'
import type { Clock } from '../clock.ts'
import type { EndReason } from '../gate/handler.ts'
import type { Logger } from '../logger.ts'
import { type ChatServer, type ChatSocket, channel } from './socket-server.ts'

/** Sessions that run out while connected are looked for this often. */
const EXPIRY_CHECK_MS = 15_000
/** Longer than any connection takes from the look at its session to when it can be found here. */
const REMEMBER_MS = 60_000

const SIGNED_OUT = { code: 'AUTH_EXPIRED', message: 'You have been signed out.' } as const

/**
 * Closes the connections of sessions that end: at once those that are ended, within seconds those that run out.
 *
 * @returns stops it
 */
export function endConnectionsWithSessions(options: {
  readonly io: ChatServer
  readonly accounts: Pick<Accounts, 'onSessionsEnded' | 'sessionExpiry'>
  readonly clock: Clock
  readonly logger: Logger
}): () => void {
  const { io, accounts, clock, logger } = options
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

  async function endExpired(): Promise<void> {
    await endIfOver([...io.of('/').sockets.values()].filter((socket) => socket.data.expiresAt <= clock.now()))
  }

  async function endIfOver(sockets: readonly ChatSocket[]): Promise<void> {
    const expiry = await accounts.sessionExpiry([...new Set(sockets.map((socket) => socket.data.actor.sessionId))])
    for (const socket of sockets) {
      socket.data.expiresAt = expiry.get(socket.data.actor.sessionId) ?? 0
      if (socket.data.expiresAt <= clock.now())
        end(socket, { code: 'AUTH_EXPIRED', message: 'The session has expired.' })
    }
  }

  let callOff = clock.schedule(EXPIRY_CHECK_MS, check)
  function check(): void {
    for (const [sessionId, at] of ended) if (clock.now() - at > REMEMBER_MS) ended.delete(sessionId)
    endExpired().catch((error: unknown) => logger.warn({ err: error }, 'could not look for expired sessions'))
    callOff = clock.schedule(EXPIRY_CHECK_MS, check)
  }

  return () => {
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
