import { z } from 'zod'
import { defineRequest } from './define.ts'
import { Cursor, RoomId } from './ids.ts'
import { limits } from './limits.ts'
import { Member } from './rooms.ts'
import { multilineText } from './text.ts'
import { User } from './users.ts'

/** The members of a room. */
export const listMembers = defineRequest('room:members', {
  description: 'The members of a room, page by page, in the order in which they joined.',
  input: z.strictObject({
    roomId: RoomId,
    query: multilineText({ min: 1, max: limits.userName.max })
      .describe('What one of the words of a name begins with, in any case and without regard to accents.')
      .optional(),
    cursor: Cursor.optional(),
  }),
  output: z.object({
    members: z.array(Member),
    users: z.array(User).describe('The people behind them.'),
    cursor: Cursor.describe('Ask again with it for the next page; absent on the last one.').optional(),
  }),
  errors: ['NOT_FOUND'],
})
