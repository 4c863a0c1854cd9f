import { z } from 'zod'
import { defineRequest } from './define.ts'
import { MessageId, RoomId, Seq, UserId } from './ids.ts'
import { limits } from './limits.ts'
import { multilineText } from './text.ts'
import { Timestamp } from './time.ts'

/** What somebody may write: 1 to 4,000 characters, trimmed. */
export const MessageText = multilineText(limits.messageText)

/** A message as it is now. */
export const Message = z
  .object({
    id: MessageId,
    roomId: RoomId,
    seq: Seq.describe("Where in the room's log it was posted. Orders the timeline and never changes."),
    authorId: UserId,
    text: z.string().describe('Empty once it is deleted.'),
    sentAt: Timestamp.describe("When the server took it, by the server's clock. For display; order comes from `seq`."),
    deletedAt: Timestamp.describe('There once it is deleted: it keeps its place, and its text is gone.').optional(),
  })
  .meta({ id: 'Message', description: 'A message as it is now.' })
export type Message = z.output<typeof Message>

/** Posts a message, once, however often it is sent. */
export const sendMessage = defineRequest('message:send', {
  description:
    'Posts a message. The ack comes after the message is on disk. Sending the same id again changes nothing and ' +
    'returns the first result with `duplicate: true`; the same id with another author, room or text is a `CONFLICT`. ' +
    'In a read-only room it is `FORBIDDEN` to all but owners and moderators.',
  input: z.strictObject({ id: MessageId, roomId: RoomId, text: MessageText }),
  output: z.object({
    id: MessageId,
    seq: Seq.describe("The message's place in the room's log."),
    sentAt: Timestamp,
    duplicate: z.literal(true).describe('This id was already posted; `seq` and `sentAt` are those of then.').optional(),
  }),
  errors: ['NOT_FOUND', 'FORBIDDEN', 'CONFLICT', 'ROOM_ARCHIVED', 'STORAGE_FULL'],
})
