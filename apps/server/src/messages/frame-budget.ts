import { limits, type Message, type PersonReactions } from '@chat/protocol'

/** What a frame may hold besides its envelope. */
export const FRAME_BUDGET = limits.frameBytes - 4_096
/** An upper bound for one person in a frame's `users`: a name of 30 characters of four bytes, ids, a picture's address, keys. */
export const USER_BYTES = 300

/** An upper bound for what comes along with a reply: 120 characters of six bytes, two sets of ids, keys, the person behind it. */
const QUOTED_BYTES = 1_500

/** The size of one thing in a list of a frame; of a reply with what it answers. */
export function frameBytes(item: Message | PersonReactions): number {
  return Buffer.byteLength(JSON.stringify(item)) + 1 + ('replyTo' in item ? QUOTED_BYTES : 0)
}

/** How many of the messages, from the first, fit into the budget; at least one, since one always fits. */
export function countFitting(messages: readonly Message[], budget: number): number {
  const authors = new Set<string>()
  let bytes = 0
  for (const [index, message] of messages.entries()) {
    bytes += frameBytes(message) + (authors.has(message.authorId) ? 0 : USER_BYTES)
    authors.add(message.authorId)
    if (bytes > budget && index > 0) return index
  }
  return messages.length
}
