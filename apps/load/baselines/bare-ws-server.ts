import { createServer } from 'node:http'
import { type WebSocket, WebSocketServer } from 'ws'

// The least that a WebSocket can cost in Node: rooms as sets, one JSON text for all, an ack; nothing else.

type Request = { readonly n: number } & (
  | { readonly join: string }
  | { readonly id: string; readonly room: string; readonly text: string }
)

const http = createServer((_request, response) => response.end('ok'))
const rooms = new Map<string, Set<WebSocket>>()

new WebSocketServer({ server: http, perMessageDeflate: false }).on('connection', (socket) => {
  socket.on('message', (data) => {
    const request: Request = JSON.parse(data.toString())
    if ('join' in request) {
      rooms.set(request.join, (rooms.get(request.join) ?? new Set()).add(socket))
    } else {
      const { id, room, text } = request
      const message = JSON.stringify({ id, room, text, sentAt: Date.now() })
      for (const member of rooms.get(room) ?? []) member.send(message)
    }
    socket.send(JSON.stringify({ ack: request.n }))
  })
  socket.on('close', () => {
    for (const members of rooms.values()) members.delete(socket)
  })
})

http.listen(Number(process.env['PORT'] ?? 3000), '127.0.0.1')
process.once('SIGTERM', () => process.exit())
