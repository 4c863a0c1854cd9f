import type { ChatServer, ChatSocket } from './socket-server.ts'
import { tcpSocketUnder } from './wire.ts'

type EngineConnection = ChatSocket['conn']

/**
 * Lets everything that engine.io hands to a WebSocket in one go leave in one system call instead of one for each message.
 * The acks of a commit group that go to one connection are such a go.
 */
export function writeFlushesAtOnce(io: ChatServer): void {
  io.engine.on('flush', (connection: EngineConnection, packets: readonly unknown[]) => {
    if (packets.length > 1) tcpSocketUnder(connection)?.cork()
  })
  // Comes right after the packets were handed over.
  io.engine.on('drain', (connection: EngineConnection) => tcpSocketUnder(connection)?.uncork())
}
