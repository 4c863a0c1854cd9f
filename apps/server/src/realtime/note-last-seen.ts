import type { LastSeen } from '../accounts/last-seen.ts'
import type { ChatServer } from './socket-server.ts'

/** Notes which sessions have connections, and whose. */
export function noteLastSeen(io: ChatServer, lastSeen: LastSeen): void {
  io.on('connection', (socket) => {
    const { actor } = socket.data
    lastSeen.arrive(actor)
    socket.once('disconnect', () => lastSeen.leave(actor))
  })
}
