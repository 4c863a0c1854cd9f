import { z } from 'zod'
import { defineRequest } from './define.ts'
import { Cursor, MessageId, RoomId } from './ids.ts'
import { limits } from './limits.ts'
import { Message } from './messages.ts'
import { Timestamp } from './time.ts'
import { User } from './users.ts'

/** That somebody has saved a message for later. What it says, the message says. */
export const SavedMessage = z
  .object({
    messageId: MessageId,
    roomId: RoomId.describe('Where it was written.'),
    savedAt: Timestamp,
  })
  .meta({ id: 'SavedMessage', description: 'That you have saved a message for later. What it says, the message says.' })
export type SavedMessage = z.output<typeof SavedMessage>

/** Saves a message for later. Sets rather than toggles, so that a retry after a lost ack is harmless. */
export const saveMessage = defineRequest('message:save', {
  description:
    'Saves a message for later, on all your devices, or takes that back. Nobody else sees it. At most ' +
    `${limits.savedMessages.toLocaleString('en')} messages are saved: \`FORBIDDEN\` beyond.`,
  input: z.strictObject({ messageId: MessageId, on: z.boolean() }),
  output: z.object({}),
  errors: ['NOT_FOUND', 'FORBIDDEN', 'STORAGE_FULL'],
})

/** The saved messages. */
export const listSavedMessages = defineRequest('saved:list', {
  description:
    'The messages that you have saved, as they are now, the latest saved first, page by page. Those of rooms that you are ' +
    'not in are left out, until you are back.',
  input: z.strictObject({ cursor: Cursor.optional() }),
  output: z.object({
    saved: z.array(z.object({ message: Message, savedAt: Timestamp })).max(limits.savedPage),
    users: z.array(User).describe('The people that the messages refer to.'),
    cursor: Cursor.describe('Ask again with it for the next page; absent on the last one.').optional(),
  }),
  errors: [],
})
