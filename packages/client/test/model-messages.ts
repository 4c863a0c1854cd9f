import {
  deleteMessage,
  type ErrorCode,
  editMessage,
  getMessageRevisions,
  type MessageId,
  type ParsedInput,
  type RoomId,
  type UserId,
} from '@chat/protocol'
import type { ModelHandler } from './model-people.ts'
import { bury, edit, headOf, type ModelRoom } from './model-room.ts'

/** What the model answers in place of data. */
export class Refusal extends Error {
  readonly code: ErrorCode
  constructor(code: ErrorCode) {
    super(code)
    this.code = code
  }
}

/** What people do to their own messages. Everybody runs the rooms of the model, and sees what was there before. */
export function messageHandlers({
  rooms,
  announce,
  now,
}: {
  readonly rooms: ReadonlyMap<RoomId, ModelRoom>
  readonly announce: (room: ModelRoom) => void
  readonly now: () => number
}): [string, ModelHandler][] {
  function find(id: MessageId, userId: UserId) {
    for (const room of rooms.values()) {
      const message = room.messages.get(id)
      if (message && room.members.has(userId)) return { room, message }
    }
    throw new Refusal('NOT_FOUND')
  }

  /** The place of the latest change of a message. */
  const placeOf = (room: ModelRoom, id: MessageId): number => room.log.lastIndexOf(id) + 1

  return [
    [
      editMessage.name,
      (userId: UserId, { id, text }: ParsedInput<typeof editMessage>) => {
        const { room, message } = find(id, userId)
        if (message.authorId !== userId) throw new Refusal('FORBIDDEN')
        if (message.deletedAt !== undefined) throw new Refusal('NOT_FOUND')
        if (message.text !== text) {
          edit(room, id, text, now())
          announce(room)
        }
        return { id, seq: placeOf(room, id) }
      },
    ],
    [
      deleteMessage.name,
      (userId: UserId, { id }: ParsedInput<typeof deleteMessage>) => {
        const { room } = find(id, userId)
        const before = headOf(room)
        bury(room, id, now())
        if (headOf(room) > before) announce(room)
        return { id, seq: placeOf(room, id) }
      },
    ],
    [
      getMessageRevisions.name,
      (userId: UserId, { id, before = Number.POSITIVE_INFINITY }: ParsedInput<typeof getMessageRevisions>) => {
        find(id, userId)
        // Two pages of one each.
        const all = [
          { replacedSeq: 9, text: 'second', writtenAt: 2 },
          { replacedSeq: 8, text: 'first', writtenAt: 1 },
        ].filter(({ replacedSeq }) => replacedSeq < before)
        return { revisions: all.slice(0, 1), ...(all.length > 1 && { more: true as const }) }
      },
    ],
  ]
}
