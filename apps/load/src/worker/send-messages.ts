import { setImmediate, setTimeout } from 'node:timers/promises'
import { v7 as uuidv7 } from 'uuid'
import type { Member } from '../dialects/dialect.ts'
import { nowMicros } from '../measure/clock.ts'
import { stampText } from '../wire/stamp.ts'
import type { Crowd } from './crowd.ts'
import type { Ledger } from './ledger.ts'
import type { Recorder } from './recorder.ts'

const SECOND = 1_000_000
/** A timer may be late by a millisecond; the last stretch is waited for in turns of the event loop. */
const TIMER_SLACK = 1_200

/** Sends messages and notes what becomes of them. */
export class Senders {
  readonly #crowd: Crowd
  readonly #ledger: Ledger
  readonly #recorder: Recorder
  #underWay = 0

  constructor(parts: { readonly crowd: Crowd; readonly ledger: Ledger; readonly recorder: Recorder }) {
    this.#crowd = parts.crowd
    this.#ledger = parts.ledger
    this.#recorder = parts.recorder
  }

  /** Messages that have not been answered. */
  get underWay(): number {
    return this.#underWay
  }

  /**
   * Sends at a fixed rate. A message that the sender comes late to counts from when it was due, so that a server that
   * stalls does not also stall the measurement (coordinated omission).
   */
  async atRate(
    { rate, writers }: { readonly rate: number; readonly writers?: number },
    startAt: number,
    until: number,
  ): Promise<void> {
    const rooms = [...this.#crowd.byRoom(writers)]
    for (let sent = 0; ; sent += 1) {
      const due = Math.round(startAt + (sent * SECOND) / rate)
      if (due >= until) return
      await waitUntil(due)
      const [room, members] = rooms[sent % rooms.length] ?? []
      const sender = members?.[Math.floor(sent / rooms.length) % members.length]
      if (sender && room !== undefined) this.#send(sender, room, due, () => {})
    }
  }

  /** Keeps so many messages of each sender under way. */
  async inClosedLoop(senders: number, inFlight: number, until: number): Promise<void> {
    const rooms = [...this.#crowd.byRoom()]
    const goOn = (sender: Member, room: string): void => {
      const now = nowMicros()
      if (now < until) this.#send(sender, room, now, () => goOn(sender, room))
    }
    for (let index = 0; index < senders; index += 1) {
      const [room, members] = rooms[index % rooms.length] ?? []
      const sender = members?.[Math.floor(index / rooms.length) % members.length]
      if (!sender || room === undefined) continue
      for (let message = 0; message < inFlight; message += 1) goOn(sender, room)
    }
    await waitUntil(until)
  }

  #send(sender: Member, room: string, due: number, then: () => void): void {
    const id = uuidv7()
    this.#underWay += 1
    sender.send(room, id, stampText(due), (answer, at) => {
      this.#underWay -= 1
      if (answer.ok) {
        this.#recorder.onAck(due, at)
        if (answer.seq > 0) this.#ledger.acknowledge(room, answer.seq, id)
      } else {
        this.#recorder.onRefused()
      }
      then()
    })
  }
}

/** @param at microseconds of the shared clock */
export async function waitUntil(at: number): Promise<void> {
  const left = at - nowMicros()
  if (left > TIMER_SLACK) await setTimeout((left - TIMER_SLACK) / 1_000)
  while (nowMicros() < at) await setImmediate()
}
