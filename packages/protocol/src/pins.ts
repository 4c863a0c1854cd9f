import { z } from 'zod'
import { defineRequest } from './define.ts'
import { Cursor, MessageId, RoomId, Seq } from './ids.ts'
import { limits } from './limits.ts'
import { Message } from './messages.ts'
import { User } from './users.ts'

/** Pins a message, or takes the pin away. Sets rather than toggles, so that a retry after a lost ack is harmless. */
export const setPin = defineRequest('pin:set', {
  description:
    'Pins a message for everybody in its room, or takes the pin away; does nothing where it is so already. Whoever may post ' +
    `may pin. A room has ${limits.pins} pinned messages: \`FORBIDDEN\` beyond. \`NOT_FOUND\` for a deleted one.`,
  input: z.strictObject({ messageId: MessageId, on: z.boolean() }),
  output: z.object({ seq: Seq.describe("The place of the message's latest change in the room's log.") }),
  errors: ['NOT_FOUND', 'FORBIDDEN', 'ROOM_ARCHIVED', 'STORAGE_FULL'],
})

/** What is pinned in a room. */
export const listPins = defineRequest('room:pins', {
  description:
    'The pinned messages of a room, the one that was pinned last first, page by page. Without their reactions.',
  input: z.strictObject({ roomId: RoomId, cursor: Cursor.optional() }),
  output: z.object({
    messages: z.array(Message),
    users: z.array(User).describe('Who wrote them.'),
    cursor: Cursor.describe('Ask again with it for the next page; absent on the last one.').optional(),
  }),
  errors: ['NOT_FOUND'],
})
