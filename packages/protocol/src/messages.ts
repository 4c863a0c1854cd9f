import { z } from 'zod'
import { defineRequest } from './define.ts'
import { MessageId, RoomId, Seq, UserId } from './ids.ts'
import { limits } from './limits.ts'
import { multilineText } from './text.ts'
import { Timestamp } from './time.ts'

export const MessageText = multilineText(limits.messageText)

export const Message = z
  .object({
    id: MessageId,
    roomId: RoomId,
    /** Where in the room's log the message was posted. It orders the timeline and never changes. */
    seq: Seq,
    authorId: UserId,
    text: z.string(),
    sentAt: Timestamp,
  })
  .meta({ id: 'Message', description: 'A message as it is now.' })
export type Message = z.output<typeof Message>

export const sendMessage = defineRequest('message:send', {
  description:
    'Posts a message. The ack comes after the message is on disk. Sending the same id again changes nothing and ' +
    'returns the first result with `duplicate: true`; the same id with another author, room or text is a `CONFLICT`.',
  input: z.strictObject({ id: MessageId, roomId: RoomId, text: MessageText }),
  output: z.object({ id: MessageId, seq: Seq, sentAt: Timestamp, duplicate: z.literal(true).optional() }),
  errors: ['NOT_FOUND', 'CONFLICT', 'STORAGE_FULL'],
})
