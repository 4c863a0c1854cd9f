import type { LastSeen } from '../accounts/last-seen.ts'
import type { ChatServer, ChatSocket } from './socket-server.ts'

/** Notes which sessions have connections, and whose. */
export function noteLastSeen(io: ChatServer, lastSeen: LastSeen): void {
  // Shared by all connections, and added with `on`, as `once` keeps a wrapper for each; it comes only once.
  function leave(this: ChatSocket): void {
    lastSeen.leave(this.data.actor)
  }
  io.on('connection', (socket) => {
    lastSeen.arrive(socket.data.actor)
    socket.on('disconnect', leave)
  })
}
