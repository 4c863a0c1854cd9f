import { z } from 'zod'
import { defineRequest } from './define.ts'
import { MessageId } from './ids.ts'
import { limits } from './limits.ts'
import { Message } from './messages.ts'
import { User } from './users.ts'

/** Looks up messages by id. */
export const getMessages = defineRequest('message:get', {
  description:
    'Looks up messages by id, as they are now, in the order of the ids and as many as a frame takes. Those that you may ' +
    'not read, or that nobody has written, are left out of the answer. Without their reactions.',
  input: z.strictObject({ ids: z.array(MessageId).min(1).max(limits.messagesAsked) }),
  output: z.object({
    messages: z.array(Message),
    users: z.array(User).describe('Who wrote them.'),
    more: z.literal(true).describe('Not all did fit: ask again for those after the last one.').optional(),
  }),
  errors: [],
})
