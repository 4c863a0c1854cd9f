import { createServer, type IncomingMessage, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'

/** Between Engine.IO's packets in one body. */
const SEPARATOR = '\x1e'

/**
 * Just enough of a Socket.IO server for one client over HTTP long-polling, by hand, so that it can do what a real server
 * or a network does not do on demand.
 */
export async function startPollingServer(options: {
  /** `hang`: a proxy that lets WebSocket requests starve. */
  websocket: 'refuse' | 'hang'
  /** The answer to every request over HTTP, if it is turned away before Socket.IO sees it. */
  turnedAway?: { status: number; body: string }
  /** The answer to Socket.IO's CONNECT. */
  welcome?: string
}) {
  const waiting: string[] = []
  let poll: ((body: string) => void) | undefined
  const received: string[] = []
  const headers: IncomingMessage['headers'][] = []

  function push(packet: string): void {
    waiting.push(packet)
    const answer = poll
    if (!answer) return
    poll = undefined
    answer(waiting.splice(0).join(SEPARATOR))
  }

  const server: Server = createServer((request, response) => {
    headers.push(request.headers)
    if (options.turnedAway) {
      response.writeHead(options.turnedAway.status).end(options.turnedAway.body)
      return
    }
    const hasSession = request.url?.includes('sid=')
    if (request.method === 'POST') {
      let body = ''
      request.on('data', (chunk) => {
        body += chunk
      })
      request.on('end', () => {
        for (const packet of body.split(SEPARATOR)) {
          received.push(packet)
          if (packet.startsWith('40')) push(options.welcome ?? '40{"sid":"one"}')
        }
        response.end('ok')
      })
    } else if (!hasSession) {
      response.end('0{"sid":"one","upgrades":[],"pingInterval":25000,"pingTimeout":20000,"maxPayload":65536}')
    } else {
      poll = (body) => response.end(body)
      const packet = waiting.shift()
      if (packet !== undefined) push(packet)
    }
  })
  server.on('upgrade', (_request, socket) => {
    socket.on('error', () => {})
    if (options.websocket === 'refuse') socket.end('HTTP/1.1 403 Forbidden\r\n\r\n')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    /** Socket.IO packets of the client. */
    received,
    headers,
    push,
    close(): void {
      server.close()
      server.closeAllConnections()
    },
  }
}
