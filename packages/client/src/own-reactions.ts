import type { Message, MessageId, RoomChanges, UserId } from '@chat/protocol'
import { mergeMessages, type RoomWindow } from './room-window.ts'

/**
 * Puts changes into a window. They are the same for all who get them, so a message that does not name everybody who reacts
 * to it may leave one out: of oneself, what was known stays, unless the changes say otherwise.
 */
export function mergeChanges(window: RoomWindow, changes: RoomChanges, me: UserId | undefined): RoomWindow {
  if (me === undefined) return mergeMessages(window, changes.messages)
  const known = (id: MessageId) => window.messages.find((message) => message.id === id)
  const told = new Map(changes.reacted?.flatMap((one) => (one.userId === me ? [[one.messageId, one.emojis]] : [])))
  const changed = changes.messages.map((message) => {
    if (!namesSome(message)) return message
    return nameOneself(message, me, told.get(message.id) ?? emojisOf(known(message.id), me))
  })
  // One that has changed again since, and comes with that.
  const others = [...told].flatMap(([id, emojis]) => {
    const message = changed.some((one) => one.id === id) ? undefined : known(id)
    return message ? nameOneself(message, me, emojis) : []
  })
  return mergeMessages(window, [...changed, ...others])
}

/** Changes what a part of the history has; it becomes no longer. */
export function mergeInside(window: RoomWindow, changes: RoomChanges, me: UserId | undefined): RoomWindow {
  const last = window.messages.at(-1)?.seq ?? 0
  return mergeChanges(window, { ...changes, messages: changes.messages.filter(({ seq }) => seq <= last) }, me)
}

function namesSome({ reactions = [] }: Message): boolean {
  return reactions.some(({ count }) => count !== undefined)
}

/** What somebody reacts with to a message that names them. */
function emojisOf(message: Message | undefined, userId: UserId): string[] {
  return message?.reactions?.flatMap(({ emoji, userIds }) => (userIds.includes(userId) ? emoji : [])) ?? []
}

/** Names oneself among those who react with these emoji, and not with others. */
function nameOneself(message: Message, me: UserId, emojis: readonly string[]): Message {
  const reactions = message.reactions?.map((reaction) => {
    if (reaction.count === undefined || reaction.userIds.includes(me) === emojis.includes(reaction.emoji))
      return reaction
    const others = reaction.userIds.filter((id) => id !== me)
    return { ...reaction, userIds: emojis.includes(reaction.emoji) ? [...others, me] : others }
  })
  return reactions ? { ...message, reactions } : message
}
