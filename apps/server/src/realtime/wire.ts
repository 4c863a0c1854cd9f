import { EventEmitter } from 'node:events'
import { Socket as TcpSocket } from 'node:net'
import type { ServerToClientEvents } from '@chat/protocol'
import type { Socket } from 'socket.io'
import { textFrame } from './text-frame.ts'

type EngineConnection = Socket['conn']

/** Bytes that may wait for a connection before it gets no more of what can be had again later. */
export const maxQueued = {
  presence: 131_072,
  /** Four of the largest frames. */
  changes: 262_144,
} as const

/** A Socket.IO event that is encoded once, for all who get it. */
export interface EncodedEvent {
  /** What engine.io sends as a message. */
  readonly text: string
  /** The same as a WebSocket frame. */
  readonly frame: Buffer
  /** How engine.io sends it: as this frame, where it has a WebSocket. */
  readonly options: { readonly compress: false; readonly wsPreEncodedFrame: readonly Buffer[] }
}

/** Encodes an event of the default namespace without an ack (Socket.IO protocol 5: packet type 2, EVENT). */
export function encodeEvent<Name extends keyof ServerToClientEvents>(
  name: Name,
  ...payload: Parameters<ServerToClientEvents[Name]>
): EncodedEvent {
  const text = `2${JSON.stringify([name, ...payload])}`
  const frame = textFrame(`4${text}`)
  return { text, frame, options: { compress: false, wsPreEncodedFrame: [frame] } }
}

/**
 * The way out to one connection, for what goes to many and for answers. The one place that reaches below engine.io: where
 * nothing waits on a WebSocket, a frame goes straight to the TCP socket under it, which takes a third off what a delivery
 * costs. Whatever is not exactly as this file knows it takes the way through engine.io: long-polling, a transport in
 * change, something queued before it, compression, another version.
 */
export class Wire {
  readonly #connection: EngineConnection
  #transport: unknown
  #below: Below | undefined
  /** Answers of this turn that have not been sent yet. */
  #answers: string[] | undefined

  constructor(connection: EngineConnection) {
    this.#connection = connection
  }

  get open(): boolean {
    return this.#connection.readyState === 'open'
  }

  /** Bytes that wait for the other side to take them; a character in engine.io's own buffer counts as one. */
  get queuedBytes(): number {
    let queued = this.#lookBelow()?.tcp.writableLength ?? 0
    for (const { data } of this.#connection['writeBuffer']) queued += typeof data === 'string' ? data.length : 0
    return queued
  }

  /**
   * Sends an event behind everything that was sent before.
   *
   * @returns false, and sends nothing, where more than `maxQueued` bytes wait already
   */
  send({ text, frame, options }: EncodedEvent, maxQueued: number): boolean {
    const tcp = this.#idleSocket()
    if (tcp) tcp.write(frame)
    else if (this.queuedBytes > maxQueued) return false
    else this.#connection.write(text, options)
    return true
  }

  /**
   * Answers a request (Socket.IO packet type 3, ACK), behind everything that was sent before. The answers of a commit group
   * to one connection are due in the same turn and leave in one system call, at the end of its microtasks. A connection
   * that ends before gets none; its client asks again.
   *
   * @param id which the request's packet had
   */
  answer(id: number, data: unknown): void {
    const text = `3${id}${JSON.stringify([data])}`
    if (this.#answers) {
      this.#answers.push(text)
      return
    }
    this.#answers = [text]
    queueMicrotask(() => this.#sendAnswers())
  }

  #sendAnswers(): void {
    const texts = this.#answers ?? []
    this.#answers = undefined
    const tcp = this.#idleSocket()
    // More than that goes by engine.io, where somebody who does not read is noticed.
    const few = texts.reduce((sum, { length }) => sum + length, 0) <= maxQueued.changes
    if (tcp && few) tcp.write(Buffer.concat(texts.map((text) => textFrame(`4${text}`))))
    else for (const text of texts) this.#connection.write(text, { compress: false })
  }

  /** Closes the connection as the network would: the client comes back and asks for what it has missed. */
  cut(): void {
    this.#connection.close(true)
  }

  /** The TCP socket, if all that was sent before is in the hands of the operating system. */
  #idleSocket(): TcpSocket | undefined {
    if (!this.open || !this.#connection.transport.writable || this.#connection['writeBuffer'].length > 0) return
    const below = this.#lookBelow()
    if (below?.webSocket.readyState === WEB_SOCKET_OPEN && below.tcp.writableLength === 0) return below.tcp
  }

  #lookBelow(): Below | undefined {
    const { transport } = this.#connection
    if (transport !== this.#transport) {
      this.#transport = transport
      this.#below = below(transport)
    }
    return this.#below
  }
}

/** What a fan-out needs to know of a wire. */
export type Outlet = Pick<Wire, 'open' | 'queuedBytes' | 'send' | 'cut'>

/** The TCP socket under a WebSocket that sends messages as they are; undefined for any other connection. */
export function tcpSocketUnder(connection: EngineConnection): TcpSocket | undefined {
  return below(connection.transport)?.tcp
}

/** The WebSocket under a connection that sends messages as they are; undefined for any other connection. */
export function webSocketUnder(connection: EngineConnection): EventEmitter | undefined {
  const webSocket = below(connection.transport)?.webSocket
  return webSocket instanceof EventEmitter ? webSocket : undefined
}

interface Below {
  readonly webSocket: { readonly readyState: unknown }
  readonly tcp: TcpSocket
}

const WEB_SOCKET_OPEN = 1

/** What is under a WebSocket that sends messages as they are. The names are engine.io's (6.6) and ws's (8) own. */
function below(transport: EngineConnection['transport']): Below | undefined {
  if (transport.name !== 'websocket' || !('socket' in transport)) return
  const { socket: webSocket } = transport
  if (typeof webSocket !== 'object' || webSocket === null || !('readyState' in webSocket)) return
  const plain = 'extensions' in webSocket && webSocket.extensions === ''
  const tcp = '_socket' in webSocket ? webSocket._socket : undefined
  if (plain && tcp instanceof TcpSocket) return { webSocket, tcp }
}
