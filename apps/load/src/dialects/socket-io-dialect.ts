import { nowMicros } from '../measure/clock.ts'
import { FrameCache } from '../wire/frame-cache.ts'
import { SocketIoConnection } from '../wire/socket-io-connection.ts'
import { stampOf } from '../wire/stamp.ts'
import type { Arrival, Dialect, Member, MemberListener, MemberPlan, SendAnswer } from './dialect.ts'

/** What the baseline tells everybody in a room. It keeps nothing and counts nothing. */
interface BaselineMessage {
  readonly id: string
  readonly room: string
  readonly text: string
}

const frames = new FrameCache((bytes): { readonly room: string; readonly arrivals: readonly Arrival[] } => {
  const [, message]: [string, BaselineMessage] = JSON.parse(bytes.toString())
  return { room: message.room, arrivals: [{ seq: 0, id: message.id, due: stampOf(message.text) ?? 0 }] }
})

/** The broadcast server in baselines/socket-io-server.ts. */
export const socketIoDialect: Dialect = {
  async join(url, plan, listener) {
    const member = new SocketIoMember(url, plan, listener)
    await member.reconnect()
    return member
  },
}

class SocketIoMember implements Member {
  readonly index: number
  readonly rooms: readonly string[]
  readonly #url: string
  readonly #listener: MemberListener
  #connection: SocketIoConnection | undefined

  constructor(url: string, { index, rooms }: MemberPlan, listener: MemberListener) {
    this.#url = url
    this.index = index
    this.rooms = rooms
    this.#listener = listener
  }

  async reconnect(): Promise<void> {
    this.#connection = await SocketIoConnection.open(this.#url, undefined, this)
    for (const room of this.rooms) await this.#connection.ask('join', room)
  }

  send(room: string, id: string, text: string, onAnswer: (answer: SendAnswer, at: number) => void): void {
    this.#connection?.emit('message', { id, room, text }, () => onAnswer({ ok: true, seq: 0 }, nowMicros()))
  }

  cursor(): number {
    return 0
  }

  onEvent(bytes: Buffer): void {
    const { room, arrivals } = frames.read(bytes)
    this.#listener.onArrivals(this, room, arrivals)
  }

  onClosed(): void {
    if (this.#connection) this.#listener.onLost(this)
    this.#connection = undefined
  }

  pause(): void {
    this.#connection?.pause()
  }

  resume(): void {
    this.#connection?.resume()
  }

  cut(): void {
    const connection = this.#connection
    this.#connection = undefined
    connection?.cut()
  }
}
