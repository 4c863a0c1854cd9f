import { type ClientToServerEvents, limits, RoomId, type ServerToClientEvents, UserId } from '@chat/protocol'
import { type DefaultEventsMap, Server, type ServerOptions, type Socket } from 'socket.io'
import type { Actor } from '../gate/handler.ts'
import { type Patience, usualPatience } from '../patience.ts'
import type { Wire } from './wire.ts'

/** What a connection knows about itself. */
export interface SocketData {
  readonly actor: Actor
  /** Where it comes from, as far as rate limits tell places apart. */
  readonly network: string
  readonly wire: Wire
}

export type ChatServer = Server<ClientToServerEvents, ServerToClientEvents, DefaultEventsMap, SocketData>
export type ChatSocket = Socket<ClientToServerEvents, ServerToClientEvents, DefaultEventsMap, SocketData>

/** The names under which Socket.IO keeps connections together. */
export const channel = {
  room: (roomId: RoomId) => `room:${roomId}`,
  user: (userId: UserId) => `user:${userId}`,
  session: (sessionId: string) => `session:${sessionId}`,
}

/** @returns the room of a channel's name; undefined if the channel is something else */
export function roomOfChannel(name: string): RoomId | undefined {
  return name.startsWith('room:') ? RoomId.safeParse(name.slice('room:'.length)).data : undefined
}

/** @returns the person of a channel's name; undefined if the channel is something else */
export function userOfChannel(name: string): UserId | undefined {
  return name.startsWith('user:') ? UserId.safeParse(name.slice('user:'.length)).data : undefined
}

/**
 * Makes the Socket.IO server, still to be attached to an HTTP server, with limits for the open internet: frames as large as the contract allows, no
 * compression (it leaks and costs memory), no client file served, dead peers noticed within 25 seconds. Connection state
 * recovery stays off: it would hand out missed packets before anybody has checked the session.
 */
export function createSocketServer(
  allowRequest: NonNullable<ServerOptions['allowRequest']>,
  patience: Patience = usualPatience,
): ChatServer {
  return new Server({
    path: '/socket.io',
    transports: ['websocket', 'polling'],
    allowRequest,
    serveClient: false,
    maxHttpBufferSize: limits.frameBytes,
    pingInterval: 15_000,
    pingTimeout: 10_000,
    connectTimeout: patience.connect,
    upgradeTimeout: patience.upgrade,
    perMessageDeflate: false,
    httpCompression: false,
    cleanupEmptyChildNamespaces: true,
  })
}
