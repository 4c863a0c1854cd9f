import { limits, type MessageId, type RoomId } from '@chat/protocol'
import { SILENCED, silencedRooms } from '../blocks/blocks-store.ts'
import { updateEach } from '../database/statements.ts'
import type { Applier, Refused, RoomChange } from '../log/applier.ts'
import { changedMessages, selectMessages } from '../messages/messages-store.ts'
import { selectActors } from '../rooms/members-store.ts'
import { NO_SUCH_MESSAGE, refusePin } from '../rooms/room-access.ts'
import { countPins } from './pins-store.ts'

/** A message is pinned for everybody in its room, or is not any more. */
export interface ChangePin extends RoomChange {
  readonly kind: 'message.pinned'
  readonly messageId: MessageId
  readonly on: boolean
}

const TOO_MANY: Refused = {
  status: 'refused',
  code: 'FORBIDDEN',
  message: `${limits.pins} messages are pinned here already. Take one of them away first.`,
}

const pin = updateEach(
  'messages',
  { pinned_seq: 'bigint', pinned_at: 'bigint', pinned_by: 'text', changed_seq: 'bigint' },
  { id: 'text' },
)

/** What is so already changes nothing. */
export const changePin: Applier<ChangePin> = {
  subjectId: (change) => change.messageId,
  key: (change) => change.messageId,
  changesRoom: true,

  async decide(writing, changes, rooms) {
    const known = await selectMessages(writing, changes)
    const memberOf = await selectActors(writing, changes)
    const silenced = await silencedRooms(writing, rooms)
    const counts = new Map<RoomId, number>()
    return changes.map(({ messageId, roomId, actorId, on }) => {
      const message = known.get(messageId)
      const refusal = refusePin(rooms.get(roomId), memberOf(roomId, actorId))
      if (refusal) return refusal
      if (message?.room_id !== roomId || message.deleted_at !== null) return NO_SUCH_MESSAGE
      if (silenced.has(roomId)) return SILENCED
      if ((message.pinned_seq !== null) === on) {
        return { status: 'unchanged', seq: Math.max(message.seq, message.changed_seq), at: message.sent_at }
      }
      const count = (counts.get(roomId) ?? rooms.get(roomId)?.pin_count ?? 0) + (on ? 1 : -1)
      if (count > limits.pins) return TOO_MANY
      counts.set(roomId, count)
      return 'accepted'
    })
  },

  async write(writing, placed) {
    await writing.each(
      pin,
      placed.map(({ change: { messageId, actorId, on }, seq, at }) => ({
        id: messageId,
        pinned_seq: on ? seq : null,
        pinned_at: on ? at : null,
        pinned_by: on ? actorId : null,
        changed_seq: seq,
      })),
    )
    const rooms = await countPins(
      writing,
      placed.map(({ change: { roomId, on }, seq }) => ({ roomId, seq, more: on ? 1 : -1 })),
    )
    const states = await changedMessages(writing, placed)
    return placed.map(({ change: { roomId } }, index) => {
      const room = rooms.get(roomId)
      return { ...states[index], ...(room && { room }) }
    })
  },
}
