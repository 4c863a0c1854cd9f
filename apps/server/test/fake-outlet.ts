import { RoomChanges, RoomId } from '@chat/protocol'
import { z } from 'zod'
import type { Outlet } from '../src/realtime/wire.ts'

const Packet = z.tuple([z.string(), RoomChanges])

/** A connection that a test fills and empties. */
export interface FakeOutlet extends Outlet {
  open: boolean
  queuedBytes: number
  /** The changes that were sent to it, in order. */
  readonly sent: RoomChanges[]
  wasCut: boolean
}

export function createFakeOutlet(): FakeOutlet {
  const outlet: FakeOutlet = {
    open: true,
    queuedBytes: 0,
    sent: [],
    wasCut: false,
    send({ text }, maxQueued) {
      if (outlet.queuedBytes > maxQueued) return false
      outlet.sent.push(Packet.parse(JSON.parse(text.slice(1)))[1])
      return true
    },
    cut() {
      outlet.wasCut = true
      outlet.open = false
    },
  }
  return outlet
}

/** A frame of a room without anything in it. */
export function changesTo(seq: number, roomId = RoomId.parse('general')): RoomChanges {
  return { roomId, from: seq - 1, to: seq, head: seq, messages: [] }
}
