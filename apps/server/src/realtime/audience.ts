import type { RoomId } from '@chat/protocol'
import { type ChatServer, roomOfChannel } from './socket-server.ts'
import type { Outlet } from './wire.ts'

/** Who listens to which room here: what Socket.IO's own rooms say, in a form that a fan-out can walk fast. */
export interface Audience {
  of(roomId: RoomId): ReadonlySet<Outlet>
}

const NOBODY: ReadonlySet<Outlet> = new Set()

/** @param onEmpty hears of a room to which nobody listens any more */
export function followAudience(io: ChatServer, onEmpty: (roomId: RoomId) => void): Audience {
  const audiences = new Map<RoomId, Set<Outlet>>()
  const { adapter, sockets } = io.of('/')

  adapter.on('join-room', (name: string, socketId: string) => {
    const roomId = roomOfChannel(name)
    const wire = sockets.get(socketId)?.data.wire
    if (!roomId || !wire) return
    const audience = audiences.get(roomId)
    if (audience) audience.add(wire)
    else audiences.set(roomId, new Set([wire]))
  })
  adapter.on('leave-room', (name: string, socketId: string) => {
    const roomId = roomOfChannel(name)
    const wire = sockets.get(socketId)?.data.wire
    if (!roomId || !wire) return
    audiences.get(roomId)?.delete(wire)
  })
  adapter.on('delete-room', (name: string) => {
    const roomId = roomOfChannel(name)
    if (!roomId) return
    audiences.delete(roomId)
    onEmpty(roomId)
  })

  return { of: (roomId) => audiences.get(roomId) ?? NOBODY }
}
