import type { Socket as TcpSocket } from 'node:net'
import type { ChatServer, ChatSocket } from './socket-server.ts'
import { tcpSocketUnder } from './wire.ts'

/**
 * What may wait for a connection to take it, in characters: thirty-two of the largest frames, or the sync of somebody who is
 * in as many rooms as one can be.
 */
const MAX_QUEUED = 2_097_152

type EngineConnection = ChatSocket['conn']

/**
 * Closes connections that do not take what is written to them, before they fill the memory. Nothing is lost: whoever
 * comes back asks for what came after their cursors.
 */
export function closeSlowReaders(io: ChatServer): void {
  const queued = new WeakMap<EngineConnection, number>()

  // Shared by all connections, which call them with the connection as `this`.
  function add(this: EngineConnection, { data }: { readonly data?: unknown }): void {
    const size = (queued.get(this) ?? 0) + (typeof data === 'string' ? data.length : 0)
    queued.set(this, size)
    if (size > MAX_QUEUED) this.close(true)
  }
  function watch(this: EngineConnection): void {
    tcpSocketUnder(this)?.on('data', cutIfUnread)
  }

  io.engine.on('connection', (connection: EngineConnection) => {
    connection.on('packetCreate', add)
    connection.on('upgrade', watch)
    watch.call(connection)
  })
  // The transport was ready to take everything that waited.
  io.engine.on('flush', (connection: EngineConnection) => queued.delete(connection))
}

/** Whoever goes on sending: ws answers pings by itself, and nobody else sees what piles up of those. */
function cutIfUnread(this: TcpSocket): void {
  if (this.writableLength > MAX_QUEUED) this.destroy()
}
