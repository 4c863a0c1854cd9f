import { z } from 'zod'
import { defineRequest } from './define.ts'
import { Cursor, UserId } from './ids.ts'
import { limits } from './limits.ts'
import { multilineText } from './text.ts'
import { Timestamp } from './time.ts'
import { ServerRole, User } from './users.ts'

/** Somebody as those see them who run the server. */
export const Person = z
  .object({
    user: User,
    serverRole: ServerRole,
    joinedAt: Timestamp.describe('When they first came.'),
    lastSeenAt: Timestamp.describe('When one of their devices was last here, if one is signed in.').optional(),
    suspendedAt: Timestamp.describe('There while they are suspended.').optional(),
  })
  .meta({ id: 'Person', description: 'Somebody as those see them who run the server.' })
export type Person = z.output<typeof Person>

/** Makes whoever opens the link of a new server its owner. */
export const claimServer = defineRequest('server:claim', {
  description:
    'Makes you an owner of the server, by the token of the link that a server without an owner prints when it starts. It ' +
    'works once; a token that is used or wrong is `NOT_FOUND`.',
  input: z.strictObject({ token: z.string().regex(/^[\w-]{20,64}$/, 'Not a token') }),
  output: z.object({ user: User }),
  errors: ['NOT_FOUND', 'STORAGE_FULL'],
})

/** Looks through everybody on the server. */
export const listPeople = defineRequest('people:list', {
  description: 'Everybody on the server by name, page by page. For owners and admins of the server.',
  input: z.strictObject({
    query: multilineText({ min: 1, max: limits.userName.max })
      .describe('Part of the name, in any case and without regard to accents.')
      .optional(),
    cursor: Cursor.optional(),
  }),
  output: z.object({
    people: z.array(Person),
    total: z.int().nonnegative().describe('How many there are on all pages.'),
    cursor: Cursor.describe('Ask again with it for the next page; absent on the last one.').optional(),
  }),
  errors: ['FORBIDDEN'],
})

/** Says what somebody is on the server. Sets, so that a retry after a lost ack is harmless. */
export const updatePerson = defineRequest('people:update', {
  description:
    'Gives somebody another role on the server, suspends them or lets them in again. Owners may do so to everybody; admins ' +
    'may suspend plain members. A server keeps its last owner, and nobody changes themselves: `FORBIDDEN`.',
  input: z.strictObject({
    userId: UserId,
    serverRole: ServerRole.optional(),
    suspended: z.boolean().describe('Who is suspended cannot connect or sign in; what they wrote stays.').optional(),
  }),
  output: z.object({ person: Person }),
  errors: ['FORBIDDEN', 'NOT_FOUND', 'STORAGE_FULL'],
})

/** Ends somebody for good. Sets, so that a retry after a lost ack is harmless. */
export const deletePerson = defineRequest('people:delete', {
  description:
    'Deletes the account of somebody, for good: their sessions end, they leave every room, and what stays of them is called ' +
    '"Deleted account". Whatever they own gets another owner. Owners may do so to everybody, admins to plain members, nobody ' +
    'to themselves: `FORBIDDEN`. Deleting somebody again answers the same.',
  input: z.strictObject({
    userId: UserId,
    messages: z
      .enum(['keep', 'delete'])
      .describe(
        'What becomes of all that they ever wrote. Deleting goes on after the answer; there may be a lot of it.',
      ),
  }),
  output: z.object({}),
  errors: ['FORBIDDEN', 'NOT_FOUND', 'STORAGE_FULL'],
})
