import {
  deleteMessage,
  type ErrorCode,
  editMessage,
  getMessageRevisions,
  type Message,
  type MessageId,
  type ParsedInput,
  type RoomId,
  sendMessage,
  type UserId,
} from '@chat/protocol'
import { forwardedFrom } from '../src/forwarded-from.ts'
import type { ModelHandler } from './model-people.ts'
import { bury, edit, headOf, type ModelPost, type ModelRoom } from './model-room.ts'

/** A text that holds this is refused for good. */
export const REFUSED = '(refused)'

/** What the model answers in place of data. */
export class Refusal extends Error {
  readonly code: ErrorCode
  constructor(code: ErrorCode) {
    super(code)
    this.code = code
  }
}

/** What people write, and do to their own messages. Everybody runs the rooms of the model, and sees what was there before. */
export function messageHandlers({
  rooms,
  roomOf,
  write,
  announce,
  follow,
  witnesses,
  now,
}: {
  readonly rooms: ReadonlyMap<RoomId, ModelRoom>
  /** Refuses what the person is not in. */
  readonly roomOf: (id: RoomId, reader: UserId) => ModelRoom
  readonly write: (room: ModelRoom, posted: ModelPost) => Message
  readonly witnesses: { sends: number; duplicates: number }
  readonly announce: (room: ModelRoom) => void
  /** Whoever a message in a thread has to do with follows it. */
  readonly follow: (room: ModelRoom, message: Message | undefined, edited: boolean) => void
  readonly now: () => number
}): [string, ModelHandler][] {
  function find(id: MessageId, userId: UserId) {
    for (const room of rooms.values()) {
      const message = room.messages.get(id)
      if (message && room.members.has(userId)) return { room, message }
    }
    throw new Refusal('NOT_FOUND')
  }

  function passOn(id: MessageId | undefined, userId: UserId) {
    if (!id) return {}
    const forwarded = forwardedFrom(find(id, userId).message)
    if (!forwarded) throw new Refusal('NOT_FOUND')
    return { forwarded }
  }

  /** The place of the latest change of a message. */
  const placeOf = (room: ModelRoom, id: MessageId): number => room.log.lastIndexOf(id) + 1

  return [
    [
      sendMessage.name,
      (userId: UserId, { roomId, ...posted }: ParsedInput<typeof sendMessage>) => {
        const room = roomOf(roomId, userId)
        const { id, text, threadRoot, replyTo, forwardOf } = posted
        witnesses.sends += 1
        const known = room.messages.get(id)
        if (known?.authorId === userId) {
          witnesses.duplicates += 1
          return { id, seq: known.seq, sentAt: known.sentAt, duplicate: true }
        }
        if (known || text.includes(REFUSED)) throw new Refusal('CONFLICT')
        const root = threadRoot && room.messages.get(threadRoot)
        if (threadRoot && !root) throw new Refusal('NOT_FOUND')
        if (root?.threadRoot) throw new Refusal('VALIDATION_FAILED')
        if (replyTo && !room.messages.has(replyTo)) throw new Refusal('NOT_FOUND')
        const { seq, sentAt } = write(room, { ...posted, authorId: userId, ...passOn(forwardOf, userId) })
        return { id, seq, sentAt }
      },
    ],
    [
      editMessage.name,
      (userId: UserId, { id, text }: ParsedInput<typeof editMessage>) => {
        const { room, message } = find(id, userId)
        if (message.authorId !== userId) throw new Refusal('FORBIDDEN')
        if (message.deletedAt !== undefined) throw new Refusal('NOT_FOUND')
        if (message.text !== text) {
          edit(room, id, text, now())
          follow(room, room.messages.get(id), true)
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
