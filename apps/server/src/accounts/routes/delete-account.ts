import { deletePerson, UserId } from '@chat/protocol'
import { createAuthEndpoint, sensitiveSessionMiddleware } from 'better-auth/api'
import { deleteSessionCookie } from 'better-auth/cookies'
import { z } from 'zod'
import { keepAnOwner, lockServerRoles } from '../../administration/server-roles.ts'
import { ChatError } from '../../gate/chat-error.ts'
import { erasePerson } from '../erase-person.ts'
import { refusal } from '../refusal.ts'
import { confirmPerson } from './confirm-person.ts'
import type { RouteParts } from './route-parts.ts'

const Body = z.strictObject({
  password: z.string().optional(),
  /** What becomes of what one wrote. */
  messages: deletePerson.input.shape.messages.default('keep'),
})

/**
 * Deletes one's own account. What one wrote stays, under the name "Deleted account", or goes too; the address, the ways to
 * sign in and the sessions go, and one leaves every room. Rooms that others are in keep an owner, and so does the server.
 */
export const deleteAccount = ({ database, limits, roomsOnlyOwnedBy, finishDeletion }: RouteParts) =>
  createAuthEndpoint(
    '/delete-account',
    { method: 'POST', body: Body, use: [sensitiveSessionMiddleware] },
    async (ctx) => {
      const { user } = ctx.context.session
      const userId = UserId.parse(user.id)
      // A guest has nothing to prove it with, and nothing that a sign-out would not take from them as well.
      if (!user['isAnonymous']) await confirmPerson(ctx, limits, ctx.body.password)
      const owned = await roomsOnlyOwnedBy(userId)
      if (owned.length > 0) {
        const names = owned.map((name) => `#${name}`).join(', ')
        throw refusal('CONFLICT', `Make somebody else an owner first: you are the only one of ${names}.`, 'LAST_OWNER')
      }
      await database.write
        .transaction()
        .execute(async (transaction) => {
          await lockServerRoles(transaction)
          await keepAnOwner(transaction, userId)
          await erasePerson(transaction, userId, ctx.body.messages)
        })
        .catch((error: unknown) => {
          throw error instanceof ChatError ? refusal('CONFLICT', error.message, 'LAST_OWNER') : error
        })
      deleteSessionCookie(ctx)
      await finishDeletion(userId)
      return ctx.json({})
    },
  )
