import { z } from 'zod'
import { defineEvent, defineRequest } from './define.ts'
import { Cursor, UserId } from './ids.ts'
import { limits } from './limits.ts'
import { multilineText, nameText } from './text.ts'

/** What somebody may be called: 2 to 30 characters on one line. */
export const UserName = nameText(limits.userName)

/** What somebody is on the server. Owners may do everything; admins look after people and the server's settings. */
export const ServerRole = z.enum(['owner', 'admin', 'member'])
export type ServerRole = z.output<typeof ServerRole>

/** A person or a program that takes part. */
export const User = z
  .object({
    id: UserId,
    name: z.string(),
    avatarUrl: z.string().describe('Their picture, on this server; another one has another address.').optional(),
    bot: z.boolean().describe('A program.').optional(),
    guest: z.boolean().describe('Somebody without an account.').optional(),
    serverRole: ServerRole.exclude(['member']).describe('There if they run the server.').optional(),
  })
  .meta({ id: 'User', description: 'A person or a program that takes part.' })
export type User = z.output<typeof User>

/** Looks up people by id. */
export const getUsers = defineRequest('user:get', {
  description: 'Looks up people by id. Ids that you may not see, or that nobody has, are left out of the answer.',
  input: z.strictObject({ ids: z.array(UserId).min(1).max(limits.usersPage) }),
  output: z.object({ users: z.array(User) }),
  errors: [],
})

/** Finds people to write to. */
export const listUsers = defineRequest('user:list', {
  description: 'The people who are in a room with you, by name, page by page, to choose from. You are not among them.',
  input: z.strictObject({
    query: multilineText({ min: 1, max: limits.userName.max })
      .describe('Part of the name, in any case and without regard to accents.')
      .optional(),
    cursor: Cursor.optional(),
  }),
  output: z.object({
    users: z.array(User),
    cursor: Cursor.describe('Ask again with it for the next page; absent on the last one.').optional(),
  }),
  errors: [],
})

/** The profiles of people who share a room with you have changed. */
export const userChanged = defineEvent('user:changed', {
  description:
    'The profiles of people who share a room with you have changed. What `user:profile` tells of them may have too: ask ' +
    'again where it is shown.',
  payload: z.array(User),
})
