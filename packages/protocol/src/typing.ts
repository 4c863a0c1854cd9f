import { z } from 'zod'
import { defineEvent, defineSignal } from './define.ts'
import { MessageId, RoomId, UserId } from './ids.ts'
import { limits } from './limits.ts'

/** Tells that one is writing. A hint: nothing comes of it but a line on the screens of those who look. */
export const setTyping = defineSignal('typing:set', {
  description:
    'Says that you are writing in a room, or that you have stopped. Sent without an ack, and may be dropped; one that has ' +
    `an ack is answered. It counts for ${limits.typingMs.said / 1_000} seconds: say it again every few seconds while you ` +
    'write. Your message ends it too. In a room you write in one place at a time, the timeline or a thread: the latest counts.',
  input: z.strictObject({
    roomId: RoomId,
    typing: z.boolean(),
    threadRoot: MessageId.describe(
      'The message in whose thread you write; in the timeline, where it is not there.',
    ).optional(),
  }),
  errors: ['NOT_FOUND', 'FORBIDDEN', 'ROOM_ARCHIVED'],
})

/** Who is writing in a room that a connection looks at. */
export const typingChanged = defineEvent('typing:changed', {
  description:
    'Who is writing in a room that you look at (`presence:watch`), in place of what was said before; at most one a second ' +
    `for each room. Without you. Forget all of it after ${limits.typingMs.told / 1_000} seconds: it is repeated as long as it is true.`,
  payload: z.object({
    roomId: RoomId,
    userIds: z
      .array(UserId)
      .describe(`In the timeline. The first ${limits.typingPeople}, where there are more; nobody, where it is empty.`),
    threads: z
      .array(z.object({ rootId: MessageId, userIds: z.array(UserId).min(1) }))
      .describe(
        `The threads in which somebody is writing, the first ${limits.typingThreads} where there are more, and the first ` +
          `${limits.typingPeople} of them in each; absent where there are none.`,
      )
      .optional(),
  }),
})
