import type { Gate } from '../gate/gate.ts'
import type { Connection } from '../gate/handler.ts'
import type { Presence } from '../presence/presence.ts'
import type { Typing } from '../typing/typing.ts'
import type { MemberFollower } from './follow-members.ts'
import { type ChatServer, type ChatSocket, channel } from './socket-server.ts'
import { takeRequests } from './take-requests.ts'

/** Leads everything that connections send through the gate, and keeps count of who is here. */
export function acceptConnections(options: {
  readonly io: ChatServer
  readonly gate: Gate
  readonly presence: Presence
  readonly typing: Pick<Typing, 'disconnect'>
  readonly withoutLeft: MemberFollower['withoutLeft']
}): void {
  const { io, gate, presence, typing, withoutLeft } = options

  takeRequests(io, (socket, event, parts) => {
    const connection = toConnection(socket, { presence, withoutLeft })
    void gate.receive({ actor: socket.data.actor, connection, network: socket.data.network }, event, parts)
  })

  // Shared by all connections, and added with `on`, as `once` keeps a wrapper for each; it comes only once.
  function leave(this: ChatSocket): void {
    presence.disconnect(this.id)
    typing.disconnect(this.id)
  }
  io.on('connection', (socket) => {
    const { userId, sessionId } = socket.data.actor
    void socket.join([channel.user(userId), channel.session(sessionId)])
    presence.connect(socket.id, userId)
    socket.on('disconnect', leave)
  })
}

function toConnection(
  socket: ChatSocket,
  { presence, withoutLeft }: { readonly presence: Presence; readonly withoutLeft: MemberFollower['withoutLeft'] },
): Connection {
  return {
    id: socket.id,
    enter(found, idle) {
      // It may have gone while its request was being answered; what is gone must not be kept anywhere.
      if (!socket.connected) return
      const roomIds = withoutLeft(socket.data.actor.userId, found)
      void socket.join(roomIds.map(channel.room))
      presence.enter(socket.id, roomIds, idle)
    },
  }
}
