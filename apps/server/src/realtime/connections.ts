import type { Gate } from '../gate/gate.ts'
import type { Connection } from '../gate/handler.ts'
import type { Presence } from '../presence/presence.ts'
import { type ChatServer, type ChatSocket, channel, endSession } from './socket-server.ts'

/** Sessions that run out while connected are looked for this often. */
const EXPIRY_CHECK_MS = 15_000

/**
 * Leads everything that connections send through the gate, and ends them with their session.
 *
 * @returns a function that ends sessions by id
 */
export function acceptConnections(options: {
  readonly io: ChatServer
  readonly gate: Gate
  readonly presence: Presence
}): { endSessions(sessionIds: readonly string[]): void; stop(): void } {
  const { io, gate, presence } = options

  // One function for all connections, which Socket.IO calls with the connection as `this`.
  function receive(this: ChatSocket, event: unknown, ...parts: unknown[]): void {
    void gate.receive({ actor: this.data.actor, connection: toConnection(this, presence) }, event, parts)
  }

  io.on('connection', (socket) => {
    const { userId, sessionId } = socket.data.actor
    void socket.join([channel.user(userId), channel.session(sessionId)])
    presence.connect(socket.id, userId)
    socket.onAny(receive)
    socket.once('disconnect', () => presence.disconnect(socket.id))
  })

  const expiry = setInterval(() => {
    const now = Date.now()
    for (const socket of io.of('/').sockets.values()) {
      if (socket.data.expiresAt <= now)
        endSession(socket, { code: 'AUTH_EXPIRED', message: 'The session has expired.' })
    }
  }, EXPIRY_CHECK_MS)
  expiry.unref()

  return {
    endSessions(sessionIds) {
      for (const sessionId of sessionIds) {
        for (const id of io.of('/').adapter.rooms.get(channel.session(sessionId)) ?? []) {
          const socket = io.of('/').sockets.get(id)
          if (socket) endSession(socket, { code: 'AUTH_EXPIRED', message: 'You have been signed out.' })
        }
      }
    },
    stop: () => clearInterval(expiry),
  }
}

function toConnection(socket: ChatSocket, presence: Presence): Connection {
  return {
    id: socket.id,
    enter(roomIds) {
      // It may have gone while its request was being answered; what is gone must not be kept anywhere.
      if (!socket.connected) return
      void socket.join(roomIds.map(channel.room))
      presence.enter(socket.id, roomIds)
    },
  }
}
