import type { RoomChanges, RoomId, User, UserId } from '@chat/protocol'
import type { Clock } from '../clock.ts'
import type { Database } from '../database/database.ts'
import { createGate, type Gate } from '../gate/gate.ts'
import type { TakeToken } from '../gate/rate-limits.ts'
import { readChanges } from '../log/read-changes.ts'
import { createRoomLog, type RoomLog } from '../log/room-log.ts'
import { createRoomTail } from '../log/room-tail.ts'
import { startWatchdog } from '../log/watchdog.ts'
import type { Logger } from '../logger.ts'
import { createPresence } from '../presence/presence.ts'
import { joinDefaultRoom, seedRooms } from '../rooms/default-rooms.ts'
import { roomIdsOf } from '../rooms/members-store.ts'
import { acceptConnections } from './connections.ts'
import { type ChatServer, channel, roomOfChannel } from './socket-server.ts'

/** Everything behind the sockets: the room log and its tail, the gate, presence. */
export interface Realtime {
  readonly gate: Gate
  readonly log: RoomLog
  joinDefaultRooms(userId: UserId): Promise<void>
  /** Stops what runs by itself. Connections are for the caller to close. */
  stop(): void
}

/** Log entries that the tail reads at once when it catches up. */
const PULL = 500

/** Wires the log to the connections. */
export async function createRealtime(options: {
  readonly io: ChatServer
  readonly database: Database
  readonly takeToken: TakeToken
  readonly clock: Clock
  readonly logger: Logger
}): Promise<Realtime> {
  const { io, database, takeToken, clock, logger } = options
  const general = await seedRooms(database, Date.now())

  const tail = createRoomTail({
    emit: (changes: RoomChanges) => io.to(channel.room(changes.roomId)).emit('room:changed', changes),
    hasListeners: (roomId) => io.of('/').adapter.rooms.has(channel.room(roomId)),
    pull: (roomId, after) => pullChanges(database, roomId, after),
    onPullFailed: (roomId, err) => logger.warn({ err, roomId }, 'could not read the log of a room; trying again later'),
  })
  io.of('/').adapter.on('delete-room', (name: string) => {
    const roomId = roomOfChannel(name)
    if (roomId) tail.forget(roomId)
  })
  const log = createRoomLog({ commit: database.commit, onCommitted: tail.follow, logger })
  const stopWatchdog = startWatchdog(database.read, tail, logger)

  const presence = createPresence({
    clock,
    send: (connectionId, changes) => io.of('/').sockets.get(connectionId)?.emit('presence:changed', changes),
  })
  const joinDefaultRooms = (userId: UserId) => joinDefaultRoom(database, log, general, userId)
  const gate = createGate({
    services: {
      database,
      log,
      presence,
      joinDefaultRooms,
      follow: tail.start,
      async announceUser(user: User) {
        const rooms = await roomIdsOf(database.read, user.id)
        io.to([channel.user(user.id), ...rooms.map(channel.room)]).emit('user:changed', [user])
      },
    },
    takeToken,
    logger,
  })
  acceptConnections({ io, gate, presence })

  return { gate, log, joinDefaultRooms, stop: stopWatchdog }
}

async function pullChanges({ read }: Database, roomId: RoomId, after: number): Promise<RoomChanges> {
  const { head } = await read.selectFrom('rooms').select('head').where('id', '=', roomId).executeTakeFirstOrThrow()
  return readChanges(read, { roomId, head }, after, PULL)
}
