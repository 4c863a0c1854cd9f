import { type MessageId, type ParsedInput, type Reaction, setReaction, type UserId } from '@chat/protocol'
import type { ModelHandler } from './model-people.ts'
import { headOf, type ModelRoom } from './model-room.ts'

/** Somebody reacts, or does not any more: it takes a place in the log, the message keeps its own. */
export function react(room: ModelRoom, id: MessageId, userId: UserId, emoji: string, on: boolean): void {
  const message = room.messages.get(id)
  const before = message?.reactions ?? []
  const known = before.find((reaction) => reaction.emoji === emoji)
  if (!message || (known?.userIds.includes(userId) ?? false) === on) return
  const userIds = on ? [...(known?.userIds ?? []), userId] : (known?.userIds ?? []).filter((other) => other !== userId)
  const changed: Reaction = { emoji, userIds }
  const all = known ? before.map((reaction) => (reaction === known ? changed : reaction)) : [...before, changed]
  const reactions = all.filter((reaction) => reaction.userIds.length > 0)
  const { reactions: _, ...rest } = message
  room.log.push(id)
  room.messages.set(id, reactions.length > 0 ? { ...rest, reactions } : rest)
}

export function reactionHandlers(options: {
  roomsOf: (reader: UserId) => ModelRoom[]
  announce: (room: ModelRoom) => void
  refuse: () => Error
}): [string, ModelHandler][] {
  return [
    [
      setReaction.name,
      (userId: UserId, { messageId, emoji, on }: ParsedInput<typeof setReaction>) => {
        const room = options.roomsOf(userId).find(({ messages }) => messages.has(messageId))
        if (!room || room.messages.get(messageId)?.deletedAt !== undefined) throw options.refuse()
        react(room, messageId, userId, emoji, on)
        options.announce(room)
        return { seq: headOf(room) }
      },
    ],
  ]
}
