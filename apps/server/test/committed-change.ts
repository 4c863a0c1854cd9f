import { MessageId, RoomId, UserId } from '@chat/protocol'
import { v7 as uuidv7 } from 'uuid'
import type { CommittedChange } from '../src/log/room-log.ts'

const actorId = UserId.parse('alice')

/** A message that was committed as this one of its room's log. */
export function committed(seq: number, roomId = RoomId.parse('general')): CommittedChange {
  return {
    change: { kind: 'message.posted', roomId, actorId, messageId: MessageId.parse(uuidv7()), text: String(seq) },
    applied: { status: 'applied', seq, at: seq, state: {} },
  }
}
