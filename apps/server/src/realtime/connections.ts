import type { Gate } from '../gate/gate.ts'
import type { Connection } from '../gate/handler.ts'
import type { Presence } from '../presence/presence.ts'
import type { Typing } from '../typing/typing.ts'
import type { MemberFollower } from './follow-members.ts'
import { type ChatServer, type ChatSocket, channel } from './socket-server.ts'

/** Leads everything that connections send through the gate, and keeps count of who is here. */
export function acceptConnections(options: {
  readonly io: ChatServer
  readonly gate: Gate
  readonly presence: Presence
  readonly typing: Pick<Typing, 'disconnect'>
  readonly withoutLeft: MemberFollower['withoutLeft']
}): void {
  const { io, gate, presence, typing, withoutLeft } = options

  // One function for all connections, which Socket.IO calls with the connection as `this`.
  function receive(this: ChatSocket, event: unknown, ...parts: unknown[]): void {
    void gate.receive(
      {
        actor: this.data.actor,
        connection: toConnection(this, { presence, withoutLeft }),
        network: this.data.network,
      },
      event,
      parts,
    )
  }

  io.on('connection', (socket) => {
    const { userId, sessionId } = socket.data.actor
    void socket.join([channel.user(userId), channel.session(sessionId)])
    presence.connect(socket.id, userId)
    socket.onAny(receive)
    socket.once('disconnect', () => {
      presence.disconnect(socket.id)
      typing.disconnect(socket.id)
    })
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
