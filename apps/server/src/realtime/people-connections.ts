import type { RoomId, UserId } from '@chat/protocol'
import type { Clock } from '../clock.ts'
import type { People } from '../gate/handler.ts'
import type { Presence } from '../presence/presence.ts'
import { createPeopleEnding } from './end-people.ts'
import { type ChatServer, type ChatSocket, channel } from './socket-server.ts'

/** All connections of a person at once. */
export interface PeopleConnections extends People {
  /** From now on they receive what happens in the room. */
  enter(userId: UserId, roomId: RoomId): void
  /** From now on they receive nothing of the room any more. */
  leave(userId: UserId, roomId: RoomId): void
}

export function connectionsOfPeople(io: ChatServer, presence: Presence, clock: Clock): PeopleConnections {
  const { adapter, sockets } = io.of('/')
  const socketsOf = (userId: UserId): ChatSocket[] =>
    [...(adapter.rooms.get(channel.user(userId)) ?? [])].flatMap((id) => sockets.get(id) ?? [])

  return {
    ...createPeopleEnding(io, clock),
    tell(userId, name, ...payload) {
      io.to(channel.user(userId)).emit(name, ...payload)
    },
    enter(userId, roomId) {
      for (const socket of socketsOf(userId)) void socket.join(channel.room(roomId))
      presence.enterRoom(userId, roomId)
    },
    leave(userId, roomId) {
      for (const socket of socketsOf(userId)) void socket.leave(channel.room(roomId))
      presence.leaveRoom(userId, roomId)
    },
  }
}
