import type { ChatServer, ChatSocket } from './socket-server.ts'

/** Takes an event as it came, with the function that answers it behind its arguments, where it asks for an answer. */
export type TakeRequest = (socket: ChatSocket, event: unknown, parts: readonly unknown[]) => void

/** What Socket.IO has decoded. `data` is the name of the event and its arguments. */
interface EventPacket {
  readonly data?: readonly unknown[]
  readonly id?: number
}

/**
 * Leads everything that connections send to one function, and the answers back by their wires. Stands in place of the
 * function by which Socket.IO (4) itself takes an event, which looks for listeners in a later turn and sends each answer by
 * itself: together a twentieth of what a message costs. Where there is no such function, Socket.IO's own way is taken.
 */
export function takeRequests(io: ChatServer, take: TakeRequest): void {
  // One function for all connections, called with the connection as `this`: a closure for each would cost memory.
  function takePacket(this: ChatSocket, { data = [], id }: EventPacket): void {
    const [event, ...parts] = data
    const { wire } = this.data
    if (id !== undefined) parts.push((answer: unknown) => wire.answer(id, answer))
    take(this, event, parts)
  }

  function takeEvent(this: ChatSocket, event: unknown, ...parts: unknown[]): void {
    take(this, event, parts)
  }

  io.on('connection', (socket) => {
    if (typeof socket['onevent'] === 'function') socket['onevent'] = takePacket
    else socket.onAny(takeEvent)
  })
}
