import { createServer } from 'node:http'
import { Server } from 'socket.io'

// The broadcast server that tutorials end with: rooms, an ack, nothing stored, nobody signed in, nothing checked. What
// Chat is measured against.

interface Incoming {
  readonly id: string
  readonly room: string
  readonly text: string
}

const http = createServer((_request, response) => response.end('ok'))
const io = new Server(http, { serveClient: false })

io.on('connection', (socket) => {
  socket.on('join', (room: string, ack: () => void) => {
    void socket.join(room)
    ack()
  })
  socket.on('message', ({ id, room, text }: Incoming, ack: (answer: { ok: true }) => void) => {
    io.to(room).emit('message', { id, room, author: socket.id, text, sentAt: Date.now() })
    ack({ ok: true })
  })
})

http.listen(Number(process.env['PORT'] ?? 3000), '127.0.0.1')
process.once('SIGTERM', () => process.exit())
