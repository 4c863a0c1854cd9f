import { WebSocket } from 'ws'

/** What a connection's owner hears. The bytes of an event are those of its JSON array: `["name",payload]`. */
export interface ConnectionListener {
  onEvent(bytes: Buffer): void
  onClosed(): void
}

export type AckListener = (bytes: Buffer) => void

const OPEN = 0x30
const PING = 0x32
const MESSAGE = 0x34
const CONNECT = 0x30
const EVENT = 0x32
const ACK = 0x33
const CONNECT_ERROR = 0x34
const BRACKET = 0x5b

/**
 * A Socket.IO connection (protocol 5 over Engine.IO 4) on a bare WebSocket. A tenth of what socket.io-client costs, so
 * that one core can play thousands of people: nothing is parsed that the owner does not ask for.
 */
export class SocketIoConnection {
  readonly #socket: WebSocket
  readonly #listener: ConnectionListener
  readonly #auth: string
  readonly #opening = Promise.withResolvers<void>()
  readonly #acks = new Map<number, AckListener>()
  #lastId = 0

  private constructor(url: string, auth: object | undefined, listener: ConnectionListener) {
    this.#auth = auth ? JSON.stringify(auth) : ''
    this.#listener = listener
    this.#socket = new WebSocket(`${url.replace(/^http/, 'ws')}/socket.io/?EIO=4&transport=websocket`, {
      perMessageDeflate: false,
      skipUTF8Validation: true,
    })
    this.#socket.on('message', (data) => {
      if (Buffer.isBuffer(data)) this.#take(data)
    })
    this.#socket.on('error', (error) => this.#opening.reject(error))
    this.#socket.on('close', (code) => {
      this.#opening.reject(new Error(`The server closed the connection (${code})`))
      listener.onClosed()
    })
  }

  /** Connects to the default namespace. @throws {Error} if the server refuses or cannot be reached */
  static async open(url: string, auth: object | undefined, listener: ConnectionListener): Promise<SocketIoConnection> {
    const connection = new SocketIoConnection(url, auth, listener)
    await connection.#opening.promise
    return connection
  }

  /** Sends an event. `onAck` gets the JSON array of the answer. */
  emit(event: string, payload: unknown, onAck: AckListener): void {
    const id = this.#lastId++
    this.#acks.set(id, onAck)
    this.#socket.send(`42${id}${JSON.stringify([event, payload])}`)
  }

  /** Asks and parses the answer, for what is not measured. */
  ask(event: string, payload: unknown): Promise<unknown> {
    return new Promise((resolve) => {
      this.emit(event, payload, (bytes) => {
        const [answer]: unknown[] = JSON.parse(bytes.toString())
        resolve(answer)
      })
    })
  }

  /** Reads no more until {@link resume}, as a phone in a tunnel. */
  pause(): void {
    this.#socket.pause()
  }

  resume(): void {
    this.#socket.resume()
  }

  /** Ends it as a network does that breaks. */
  cut(): void {
    this.#socket.terminate()
  }

  #take(data: Buffer): void {
    if (data[0] === MESSAGE) this.#takeMessage(data)
    else if (data[0] === PING) this.#socket.send('3')
    else if (data[0] === OPEN) this.#socket.send(`40${this.#auth}`)
  }

  #takeMessage(data: Buffer): void {
    if (data[1] === EVENT) this.#listener.onEvent(data.subarray(2))
    else if (data[1] === ACK) this.#takeAck(data)
    else if (data[1] === CONNECT) this.#opening.resolve()
    else if (data[1] === CONNECT_ERROR) {
      this.#opening.reject(new Error(`The server refused: ${data.toString('utf8', 2)}`))
    }
  }

  #takeAck(data: Buffer): void {
    const start = data.indexOf(BRACKET, 2)
    const id = Number(data.toString('latin1', 2, start))
    const onAck = this.#acks.get(id)
    this.#acks.delete(id)
    onAck?.(data.subarray(start))
  }
}
