import {
  ackOf,
  getRoomChanges,
  joinRoom,
  PROTOCOL_VERSION,
  RoomChanges,
  RoomSummary,
  sendMessage,
  syncSession,
} from '@chat/protocol'
import { z } from 'zod'
import { nowMicros } from '../measure/clock.ts'
import { dataOf } from '../wire/ack-data.ts'
import { FrameCache } from '../wire/frame-cache.ts'
import { SocketIoConnection } from '../wire/socket-io-connection.ts'
import { stampOf } from '../wire/stamp.ts'
import type { Arrival, Dialect, Member, MemberListener, MemberPlan, SendAnswer } from './dialect.ts'

/** What a load test needs of a room's changes. */
interface Changes {
  readonly room: string
  readonly from: number
  readonly to: number
  readonly arrivals: readonly Arrival[]
}

const Room = RoomSummary.pick({ id: true, head: true })
const SyncAnswer = ackOf(z.object({ rooms: z.array(Room), changes: z.array(RoomChanges) }))
const JoinAnswer = ackOf(z.object({ room: Room }))
const ChangesAnswer = ackOf(RoomChanges)
const SentAnswer = z.tuple([ackOf(z.object({ seq: z.int() }))])

const ROOM_CHANGED = '["room:changed",'

const frames = new FrameCache((bytes): Changes => {
  const [, changes]: [string, RoomChanges] = JSON.parse(bytes.toString())
  return toChanges(changes)
})

/** Chat itself: signed in, with the cursor rules of its protocol. */
export const chatDialect: Dialect = {
  async join(url, plan, listener) {
    const member = new ChatMember(url, plan, listener)
    await member.reconnect()
    return member
  },
}

class ChatMember implements Member {
  readonly index: number
  readonly rooms: readonly string[]
  readonly #url: string
  readonly #token: string | undefined
  readonly #listener: MemberListener
  /** How far the member has come in its rooms; a room that it is not in yet has none. */
  readonly #cursors = new Map<string, number>()
  readonly #pulling = new Set<string>()
  /** Frames that overtook the answer to the sync; they are applied after it, as Chat's own client does it. */
  #held: Changes[] | undefined
  #connection: SocketIoConnection | undefined

  constructor(url: string, { index, token, rooms }: MemberPlan, listener: MemberListener) {
    this.#url = url
    this.index = index
    this.rooms = rooms
    this.#token = token
    this.#listener = listener
  }

  async reconnect(): Promise<void> {
    const auth = { protocol: PROTOCOL_VERSION, token: this.#token }
    // What was asked of the connection before will not be answered.
    this.#pulling.clear()
    this.#held = []
    this.#connection = await SocketIoConnection.open(this.#url, auth, this)
    const { rooms, changes } = dataOf(
      SyncAnswer.parse(await this.#connection.ask(syncSession.name, { cursors: Object.fromEntries(this.#cursors) })),
    )
    const held = this.#held
    this.#held = undefined
    for (const change of [...changes.map(toChanges), ...held]) this.#apply(change)
    const heads = new Map<string, number>(rooms.map(({ id, head }) => [id, head]))
    for (const room of this.rooms) await this.#enter(room, heads.get(room))
  }

  /** Makes sure that the member is in the room and has all of it up to the head that the server told. */
  async #enter(room: string, head: number | undefined): Promise<void> {
    if (head === undefined) {
      const answer = JoinAnswer.parse(await this.#connection?.ask(joinRoom.name, { roomId: room }))
      this.#cursors.set(room, dataOf(answer).room.head)
    } else if (!this.#cursors.has(room)) {
      this.#cursors.set(room, head)
    } else if (this.cursor(room) < head) {
      await this.#pull(room)
    }
  }

  send(room: string, id: string, text: string, onAnswer: (answer: SendAnswer, at: number) => void): void {
    this.#connection?.emit(sendMessage.name, { id, roomId: room, text }, (bytes) => {
      const at = nowMicros()
      const [answer] = SentAnswer.parse(JSON.parse(bytes.toString()))
      onAnswer(answer.ok ? { ok: true, seq: answer.data.seq } : { ok: false, code: answer.error.code }, at)
    })
  }

  cursor(room: string): number {
    return this.#cursors.get(room) ?? 0
  }

  onEvent(bytes: Buffer): void {
    if (bytes.toString('latin1', 0, ROOM_CHANGED.length) !== ROOM_CHANGED) return
    const changes = frames.read(bytes)
    if (this.#held) this.#held.push(changes)
    else this.#apply(changes)
  }

  onClosed(): void {
    if (this.#connection) this.#listener.onLost(this)
    this.#connection = undefined
  }

  /** The rule of the protocol: what follows on the cursor is applied, what is older dropped, the rest asked for. */
  #apply(changes: Changes): void {
    const { room, from, to, arrivals } = changes
    const cursor = this.#cursors.get(room)
    if (cursor === undefined) return
    if (from > cursor) {
      this.#pull(room).catch((error: unknown) => this.#listener.onProblem(`Could not catch up: ${error}`))
      return
    }
    if (to <= cursor) return
    this.#cursors.set(room, to)
    const news = from === cursor ? arrivals : arrivals.filter(({ seq }) => seq > cursor)
    if (news.length > 0) this.#listener.onArrivals(this, room, news)
  }

  async #pull(room: string): Promise<void> {
    if (this.#pulling.has(room)) return
    this.#pulling.add(room)
    try {
      for (let more = true; more && this.#connection; ) {
        const input = { roomId: room, after: this.cursor(room) }
        const changes = dataOf(ChangesAnswer.parse(await this.#connection.ask(getRoomChanges.name, input)))
        this.#apply(toChanges(changes))
        more = changes.more === true
      }
    } finally {
      this.#pulling.delete(room)
    }
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

function toChanges({ roomId, from, to, messages }: RoomChanges): Changes {
  const posted = messages.filter(({ seq }) => seq > from && seq <= to)
  return { room: roomId, from, to, arrivals: posted.map(({ seq, id, text }) => ({ seq, id, due: stampOf(text) ?? 0 })) }
}
