import type { ChatServer, ChatSocket } from './socket-server.ts'
import { textFrame } from './text-frame.ts'
import { tcpSocketUnder } from './wire.ts'

type EngineConnection = ChatSocket['conn']

/** What engine.io is about to send, as far as it matters here. */
interface EnginePacket {
  readonly type: string
  readonly data?: unknown
  options: { wsPreEncodedFrame?: readonly Buffer[] }
}

/** How engine.io marks a message among its own packets (Engine.IO protocol 4). */
const MESSAGE = '4'

/**
 * Lets everything that engine.io hands to a WebSocket in one go leave in one system call, each message in one buffer: ws
 * itself writes the header of a frame and what is in it apart. What waited for a connection that was busy is such a go.
 */
export function writeFlushesAtOnce(io: ChatServer): void {
  io.engine.on('flush', (connection: EngineConnection, packets: readonly EnginePacket[]) => {
    const tcp = tcpSocketUnder(connection)
    if (!tcp) return
    for (const packet of packets) {
      if (packet.type !== 'message' || typeof packet.data !== 'string' || packet.options.wsPreEncodedFrame) continue
      packet.options = { ...packet.options, wsPreEncodedFrame: [textFrame(MESSAGE + packet.data)] }
    }
    if (packets.length > 1) tcp.cork()
  })
  // Comes right after the packets were handed over.
  io.engine.on('drain', (connection: EngineConnection) => tcpSocketUnder(connection)?.uncork())
}
