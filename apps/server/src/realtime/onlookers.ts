import type { RoomId, ServerToClientEvents } from '@chat/protocol'
import type { Onlooker } from '../presence/onlooker.ts'
import type { Presence } from '../presence/presence.ts'
import { type ChatServer, channel } from './socket-server.ts'
import { type EncodedEvent, encodeEvent, maxQueued } from './wire.ts'

/** Those who get what may be lost: nobody waits for it, and it is of no use to whoever looks elsewhere. */
export interface Onlookers {
  /** Who looks at a room that they are in. */
  of(roomId: RoomId): Onlooker[]
  /**
   * Sends to a connection what many may get as the same object, which is encoded once.
   *
   * @returns false, and sends nothing, where it has enough to take already
   */
  tell<Name extends keyof ServerToClientEvents>(
    connectionId: string,
    name: Name,
    ...payload: Parameters<ServerToClientEvents[Name]>
  ): boolean
}

export function findOnlookers(io: ChatServer, presence: Pick<Presence, 'watchersOf'>): Onlookers {
  const { sockets } = io.of('/')
  const encoded = new WeakMap<object, EncodedEvent>()

  return {
    of(roomId) {
      const name = channel.room(roomId)
      return [...presence.watchersOf(roomId)].flatMap((connectionId) => {
        const socket = sockets.get(connectionId)
        return socket?.rooms.has(name) ? [{ connectionId, userId: socket.data.actor.userId }] : []
      })
    },
    tell(connectionId, name, ...payload) {
      const wire = sockets.get(connectionId)?.data.wire
      if (!wire) return true
      const [content] = payload
      const event = encoded.get(content) ?? encodeEvent(name, ...payload)
      encoded.set(content, event)
      return wire.send(event, maxQueued.presence)
    },
  }
}
