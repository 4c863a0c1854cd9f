import { z } from 'zod'
import { defineRequest } from './define.ts'
import { MessageId, RoomId } from './ids.ts'
import { limits } from './limits.ts'
import { Timestamp } from './time.ts'

/** That somebody wants to come back to a message. What it says, the message says. */
export const Reminder = z
  .object({
    messageId: MessageId,
    roomId: RoomId.describe('Where it was written.'),
    remindAt: Timestamp.describe('When you want to be reminded.'),
    firedAt: Timestamp.describe('Since when it is due; absent before. It stays until you clear it.').optional(),
  })
  .meta({ id: 'Reminder', description: 'That you want to come back to a message. What it says, the message says.' })
export type Reminder = z.output<typeof Reminder>

/** Reminds of a message at a time. Sets rather than adds, so that a retry after a lost ack is harmless. */
export const setReminder = defineRequest('reminder:set', {
  description:
    'Reminds you of a message at a time, on all your devices; in place of an earlier reminder of it. Nobody else sees it. ' +
    'The time is at most a minute past and five years ahead: `VALIDATION_FAILED` otherwise. At most ' +
    `${limits.reminders} messages have one, those that are due included: \`FORBIDDEN\` beyond.`,
  input: z.strictObject({ messageId: MessageId, remindAt: Timestamp }),
  output: z.object({}),
  errors: ['NOT_FOUND', 'FORBIDDEN', 'STORAGE_FULL'],
})

/** Takes a reminder away. */
export const clearReminder = defineRequest('reminder:clear', {
  description:
    'Takes your reminder of a message away: you have thought better of it, or you are done. Where there is none it does nothing.',
  input: z.strictObject({ messageId: MessageId }),
  output: z.object({}),
  errors: ['STORAGE_FULL'],
})
