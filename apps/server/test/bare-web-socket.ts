import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { PROTOCOL_VERSION } from '@chat/protocol'
import { onTestFinished } from 'vitest'

/** First bytes of frames of the WebSocket protocol (RFC 6455): each the last of its message. */
export const opcode = { text: 0x81, close: 0x88, ping: 0x89 } as const

/** A client's frame, masked with zeros. */
export function clientFrame(firstByte: number, content: string | Uint8Array): Buffer {
  const payload = Buffer.from(content)
  const header =
    payload.length < 126
      ? [firstByte, 0x80 | payload.length]
      : [firstByte, 0xfe, payload.length >> 8, payload.length & 255]
  return Buffer.concat([Buffer.from([...header, 0, 0, 0, 0]), payload])
}

/** A WebSocket to Socket.IO that says nothing by itself. */
export interface BareWebSocket {
  readonly tcp: Socket
  /** How the server answered the request for it. */
  readonly answer: string
}

/** Opens a WebSocket over a bare TCP connection, so that anything can be sent, and nothing read. */
export async function openBareWebSocket(url: string, headers: readonly string[] = []): Promise<BareWebSocket> {
  const { hostname, port } = new URL(url)
  const tcp = connect(Number(port), hostname)
  onTestFinished(() => void tcp.destroy())
  tcp.on('error', () => {})
  const lines = [
    'GET /socket.io/?EIO=4&transport=websocket HTTP/1.1',
    `Host: ${hostname}:${port}`,
    'Connection: Upgrade',
    'Upgrade: websocket',
    'Sec-WebSocket-Version: 13',
    'Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==',
    ...headers,
  ]
  tcp.write(`${lines.join('\r\n')}\r\n\r\n`)
  const [answer] = await once(tcp, 'data')
  return { tcp, answer: String(answer) }
}

/** Opens a WebSocket like that and signs in. */
export async function signInOverBareWebSocket(url: string, token: string): Promise<Socket> {
  const { tcp } = await openBareWebSocket(url)
  tcp.write(clientFrame(opcode.text, `40${JSON.stringify({ protocol: PROTOCOL_VERSION, token })}`))
  await once(tcp, 'data')
  return tcp
}
