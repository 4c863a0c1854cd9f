import { z } from 'zod'
import { defineEvent, defineRequest } from './define.ts'
import { Cursor, MessageId, UserId } from './ids.ts'
import { User } from './users.ts'

/** Turns read receipts on or off. Sets rather than toggles, so that a retry after a lost ack is harmless. */
export const setReceipts = defineRequest('receipts:set', {
  description:
    'Turns read receipts on or off, on all your devices; they are on until you do. Whoever has turned them off neither ' +
    'shows how far they have read nor sees it of others. What you read meanwhile is never shown by itself.',
  input: z.strictObject({ on: z.boolean() }),
  output: z.object({}),
  errors: ['STORAGE_FULL'],
})

/** Read receipts are on, or off. */
export const receiptsChanged = defineEvent('receipts:changed', {
  description: 'You have turned read receipts on or off, here or on another device.',
  payload: z.object({ on: z.boolean() }),
})

/** Who has read a message. */
export const listReaders = defineRequest('message:readers', {
  description:
    'Who has read a message, page by page, without you and its author: the members of the room who let others know. ' +
    '`FORBIDDEN` where you have turned read receipts off.',
  input: z.strictObject({ messageId: MessageId, cursor: Cursor.optional() }),
  output: z.object({
    userIds: z.array(UserId),
    users: z.array(User).describe('The people behind them.'),
    cursor: Cursor.describe('Ask again with it for the next page; absent on the last one.').optional(),
  }),
  errors: ['NOT_FOUND', 'FORBIDDEN'],
})
