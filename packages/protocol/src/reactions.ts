import { z } from 'zod'
import { defineRequest } from './define.ts'
import { Emoji } from './emoji.ts'
import { Cursor, MessageId, Seq, UserId } from './ids.ts'
import { limits } from './limits.ts'
import { User } from './users.ts'

/** Who reacts to a message with one emoji. */
export const Reaction = z
  .object({
    // Not checked as what is sent: a later server may know emoji that this version does not.
    emoji: z.string().describe('Fully qualified, so that equal ones are the same string.'),
    userIds: z.array(UserId).describe('In the order in which they reacted; all of them, unless `count` is there.'),
    count: z
      .int()
      .positive()
      .describe('How many people react with it, where `userIds` names only some of them.')
      .optional(),
  })
  .meta({ id: 'Reaction', description: 'Who reacts to a message with one emoji.' })
export type Reaction = z.output<typeof Reaction>

/** What one person reacts with to one message. */
export const PersonReactions = z
  .object({
    messageId: MessageId,
    userId: UserId,
    emojis: z.array(z.string()).max(limits.reactionEmojis).describe('Everything that they react with now.'),
  })
  .meta({ id: 'PersonReactions', description: 'What one person reacts with to one message.' })
export type PersonReactions = z.output<typeof PersonReactions>

/** Sets rather than toggles, so that a retry after a lost ack is harmless. */
export const setReaction = defineRequest('reaction:set', {
  description:
    'Reacts to a message with an emoji, or takes that back. What is so already changes nothing. `FORBIDDEN` says that the ' +
    'message has as many different emoji as it may have, or that one of the two people of a direct conversation blocks the other.',
  input: z.strictObject({ messageId: MessageId, emoji: Emoji, on: z.boolean() }),
  output: z.object({ seq: Seq.describe("A position of the room's log up to which it is so.") }),
  errors: ['NOT_FOUND', 'FORBIDDEN', 'ROOM_ARCHIVED', 'STORAGE_FULL'],
})

/** Everybody who reacts to a message with an emoji. */
export const listReactions = defineRequest('reaction:list', {
  description:
    'Everybody who reacts to a message with an emoji, page by page, in the order in which they reacted. Nobody reacts to ' +
    'a message that was deleted.',
  input: z.strictObject({ messageId: MessageId, emoji: Emoji, cursor: Cursor.optional() }),
  output: z.object({
    userIds: z.array(UserId),
    users: z.array(User).describe('The people behind them.'),
    cursor: Cursor.describe('Ask again with it for the next page; absent on the last one.').optional(),
  }),
  errors: ['NOT_FOUND'],
})
