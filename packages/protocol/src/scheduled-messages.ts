import { z } from 'zod'
import { ErrorBody } from './ack.ts'
import { defineRequest } from './define.ts'
import { MessageId, RoomId, Seq } from './ids.ts'
import { limits } from './limits.ts'
import { MessageText } from './messages.ts'
import { Timestamp } from './time.ts'

/** A message that is going to be sent. */
export const ScheduledMessage = z
  .object({
    id: MessageId.describe('Of the message that it is going to be.'),
    roomId: RoomId,
    text: z.string(),
    replyTo: MessageId.describe('The message that it answers.').optional(),
    sendAt: Timestamp,
    failed: ErrorBody.pick({ code: true, message: true })
      .describe('Why it could not be sent at its time. It stays until you change, send or cancel it.')
      .optional(),
  })
  .meta({ id: 'ScheduledMessage', description: 'A message of yours that is going to be sent.' })
export type ScheduledMessage = z.output<typeof ScheduledMessage>

/** Has a message sent later. Sets it, so that a retry after a lost ack is harmless. */
export const setScheduled = defineRequest('scheduled:set', {
  description:
    'Has a message sent at a time, as if you sent it then; in place of what you have said of the same id. Nobody else sees ' +
    'anything before. The time is at most a minute past and five years ahead: `VALIDATION_FAILED` otherwise. `CONFLICT` ' +
    `where the id names a message, or one for another room. At most ${limits.scheduledMessages} are waiting: \`FORBIDDEN\` beyond.`,
  input: z.strictObject({
    id: MessageId,
    roomId: RoomId,
    text: MessageText,
    replyTo: MessageId.describe('A message of the timeline of the same room, when it is sent.').optional(),
    sendAt: Timestamp,
  }),
  output: z.object({}),
  errors: ['NOT_FOUND', 'FORBIDDEN', 'CONFLICT', 'STORAGE_FULL'],
})

/** Sends a scheduled message before its time. */
export const sendScheduled = defineRequest('scheduled:send', {
  description:
    'Sends a scheduled message now. Where that is refused it stays, and says why. `NOT_FOUND` where there is none of this id.',
  input: z.strictObject({ id: MessageId }),
  output: z.object({ seq: Seq.describe("The message's place in the room's log.") }),
  errors: ['NOT_FOUND', 'FORBIDDEN', 'CONFLICT', 'ROOM_ARCHIVED', 'STORAGE_FULL'],
})

/** Takes a scheduled message back. */
export const cancelScheduled = defineRequest('scheduled:cancel', {
  description:
    'Takes a scheduled message back, with its text. Where there is none it does nothing; `CONFLICT` where it is being sent.',
  input: z.strictObject({ id: MessageId }),
  output: z.object({}),
  errors: ['CONFLICT', 'STORAGE_FULL'],
})
