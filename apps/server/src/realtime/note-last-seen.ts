import type { LastSeen } from '../accounts/last-seen.ts'
import type { ChatServer } from './socket-server.ts'

/** Tells the accounts which sessions have connections. */
export function noteLastSeen(io: ChatServer, lastSeen: LastSeen): void {
  io.on('connection', (socket) => {
    const { sessionId } = socket.data.actor
    lastSeen.arrive(sessionId)
    socket.once('disconnect', () => lastSeen.leave(sessionId))
  })
}
