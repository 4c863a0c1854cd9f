import { z } from 'zod'
import { defineEvent, defineSignal } from './define.ts'
import { RoomId, UserId } from './ids.ts'
import { limits } from './limits.ts'

/** Tells that one is writing. A hint: nothing comes of it but a line on the screens of those who look. */
export const setTyping = defineSignal('typing:set', {
  description:
    'Says that you are writing in a room, or that you have stopped. Sent without an ack, and may be dropped; one that has ' +
    `an ack is answered. It counts for ${limits.typingMs.said / 1_000} seconds: say it again every few seconds while you ` +
    'write. Your message ends it too.',
  input: z.strictObject({ roomId: RoomId, typing: z.boolean() }),
  errors: ['NOT_FOUND', 'FORBIDDEN', 'ROOM_ARCHIVED'],
})

/** Who is writing in a room that a connection looks at. */
export const typingChanged = defineEvent('typing:changed', {
  description:
    'Who is writing in a room that you look at (`presence:watch`), in place of what was said before; at most one a second ' +
    `for each room. Without you. Forget it after ${limits.typingMs.told / 1_000} seconds: it is repeated as long as it is true.`,
  payload: z.object({
    roomId: RoomId,
    userIds: z
      .array(UserId)
      .describe(`The first ${limits.typingPeople}, where there are more; nobody, where it is empty.`),
  }),
})
