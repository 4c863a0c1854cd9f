import type { UserId } from '@chat/protocol'
import type { Clock } from '../clock.ts'
import type { EndReason, People } from '../gate/handler.ts'
import { end } from './end-sessions.ts'
import { type ChatServer, channel } from './socket-server.ts'

/** Longer than any connection takes from the look at its session to when it can be found here. */
const REMEMBER_MS = 60_000

/** Ends the connections of people who may not be here any more, and lets them in again. */
export function createPeopleEnding(io: ChatServer, clock: Clock): Pick<People, 'end' | 'readmit'> {
  /** Who was sent away lately, and why. */
  const ended = new Map<UserId, EndReason>()

  // Somebody may be sent away while their connection is being made, when nobody can find it yet.
  io.on('connection', (socket) => {
    const reason = ended.get(socket.data.actor.userId)
    if (reason) end(socket, reason)
  })

  return {
    end(userId, reason) {
      ended.set(userId, reason)
      clock.schedule(REMEMBER_MS, () => {
        if (ended.get(userId) === reason) ended.delete(userId)
      })
      const { adapter, sockets } = io.of('/')
      for (const id of [...(adapter.rooms.get(channel.user(userId)) ?? [])]) {
        const socket = sockets.get(id)
        if (socket) end(socket, reason)
      }
    },
    readmit: (userId) => void ended.delete(userId),
  }
}
