import { IncomingMessage, ServerResponse } from 'node:http'
import { Socket as TcpSocket } from 'node:net'
import type { ChatServer, ChatSocket } from './socket-server.ts'

/** Stands for every request that is not needed any more. */
const forgotten = new IncomingMessage(new TcpSocket())
const handshake: ChatSocket['handshake'] = {
  ...{ headers: {}, query: {}, auth: {} },
  ...{ time: '', issued: 0, url: '', address: '', xdomain: false, secure: false },
}

/**
 * Lets go of what a connection was opened with as soon as it is known whose it is: headers, cookies, the token. Engine.IO
 * and Socket.IO would keep that as long as the connection lasts, three kilobytes of what little a client sends.
 */
export function forgetOpenings(io: ChatServer): void {
  io.engine.use((_request: unknown, response: { req: IncomingMessage }, next: () => void) => {
    // What Engine.IO makes up as the answer to an upgrade lasts as long as the TCP socket. Headers can be set before this alone.
    if (!(response instanceof ServerResponse)) response.req = forgotten
    next()
  })
  io.on('connection', (socket) => {
    socket.conn.request = forgotten
    Object.assign(socket, { handshake })
  })
}

/** Whether somebody was on the connection before: then nobody can say any more where it comes from. */
export function isForgotten({ request }: ChatSocket): boolean {
  return request === forgotten
}
