import { once } from 'node:events'
import { WebSocket } from 'ws'
import { nowMicros } from '../measure/clock.ts'
import { FrameCache } from '../wire/frame-cache.ts'
import { stampOf } from '../wire/stamp.ts'
import type { Arrival, Dialect, Member, MemberListener, MemberPlan, SendAnswer } from './dialect.ts'

/** What baselines/bare-ws-server.ts says: an ack of the n-th request of this connection, or a message to a room. */
type Said = { readonly ack: number } | { readonly id: string; readonly room: string; readonly text: string }

type Frame = { readonly ack: number } | { readonly room: string; readonly arrivals: readonly Arrival[] }

const frames = new FrameCache((bytes): Frame => {
  const said: Said = JSON.parse(bytes.toString())
  if ('ack' in said) return said
  return { room: said.room, arrivals: [{ seq: 0, id: said.id, due: stampOf(said.text) ?? 0 }] }
})

/** The broadcast server in baselines/bare-ws-server.ts. */
export const bareWsDialect: Dialect = {
  async join(url, plan, listener) {
    const member = new BareWsMember(url, plan, listener)
    await member.reconnect()
    return member
  },
}

class BareWsMember implements Member {
  readonly index: number
  readonly rooms: readonly string[]
  readonly #url: string
  readonly #listener: MemberListener
  readonly #acks = new Map<number, () => void>()
  #socket: WebSocket | undefined
  #lastRequest = 0

  constructor(url: string, { index, rooms }: MemberPlan, listener: MemberListener) {
    this.#url = url.replace(/^http/, 'ws')
    this.index = index
    this.rooms = rooms
    this.#listener = listener
  }

  async reconnect(): Promise<void> {
    const socket = new WebSocket(this.#url, { perMessageDeflate: false, skipUTF8Validation: true })
    socket.on('message', (data) => {
      if (Buffer.isBuffer(data)) this.#take(data)
    })
    socket.on('close', () => {
      if (this.#socket === socket) this.#listener.onLost(this)
    })
    await once(socket, 'open')
    this.#socket = socket
    for (const room of this.rooms) {
      await new Promise<void>((resolve) => this.#ask({ join: room }, resolve))
    }
  }

  send(room: string, id: string, text: string, onAnswer: (answer: SendAnswer, at: number) => void): void {
    this.#ask({ id, room, text }, () => onAnswer({ ok: true, seq: 0 }, nowMicros()))
  }

  cursor(): number {
    return 0
  }

  #ask(request: object, onAck: () => void): void {
    this.#lastRequest += 1
    this.#acks.set(this.#lastRequest, onAck)
    this.#socket?.send(JSON.stringify({ n: this.#lastRequest, ...request }))
  }

  #take(data: Buffer): void {
    const frame = frames.read(data)
    if ('arrivals' in frame) {
      this.#listener.onArrivals(this, frame.room, frame.arrivals)
      return
    }
    const onAck = this.#acks.get(frame.ack)
    this.#acks.delete(frame.ack)
    onAck?.()
  }

  pause(): void {
    this.#socket?.pause()
  }

  resume(): void {
    this.#socket?.resume()
  }

  cut(): void {
    const socket = this.#socket
    this.#socket = undefined
    socket?.terminate()
  }
}
