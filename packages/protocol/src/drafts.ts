import { z } from 'zod'
import { defineRequest } from './define.ts'
import { MessageId, RoomId, Seq } from './ids.ts'
import { limits } from './limits.ts'
import { QuotedMessage } from './messages.ts'
import { multilineText } from './text.ts'

/** The message that somebody is answering. What it says is not kept with it: that may change. */
export const AnsweredMessage = QuotedMessage.pick({ id: true, seq: true, authorId: true }).meta({
  id: 'AnsweredMessage',
  description: 'Which message it is.',
})
export type AnsweredMessage = z.output<typeof AnsweredMessage>

/** What somebody has begun to write in a room. */
export const Draft = z
  .object({
    roomId: RoomId,
    text: z.string(),
    answered: AnsweredMessage.describe('The message that it answers.').optional(),
    version: Seq.describe('Where in your log it was written: later ones are larger.'),
  })
  .meta({ id: 'Draft', description: 'What you have begun to write in a room.' })
export type Draft = z.output<typeof Draft>

/** Keeps what somebody has begun to write. Sets it, so that a retry after a lost ack is harmless. */
export const setDraft = defineRequest('draft:set', {
  description:
    'Keeps what you have begun to write in a room, on all your devices; an empty text takes it away. Where another device ' +
    'has written one that is later than the version that you give, it is a `CONFLICT` and that one stays.',
  input: z.strictObject({
    roomId: RoomId,
    text: multilineText({ ...limits.messageText, min: 0 }),
    replyTo: MessageId.describe('The message that it answers, as in `message:send`.').optional(),
    version: Seq.describe('Of the draft that you have gone on with; 0 where you knew of none.'),
  }),
  output: z.object({ version: Seq.describe('Of what is there now: give it with what you write next.') }),
  errors: ['NOT_FOUND', 'CONFLICT', 'STORAGE_FULL'],
})
