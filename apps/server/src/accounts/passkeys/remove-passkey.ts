import { UserId } from '@chat/protocol'
import { createAuthEndpoint, sensitiveSessionMiddleware } from 'better-auth/api'
import { z } from 'zod'
import { removeWayIn } from '../remove-way-in.ts'
import type { RouteParts } from '../routes/route-parts.ts'
import { deletePasskey } from './passkeys-store.ts'

/** Takes a passkey of one's own out of the list; it lets nobody in any more. */
export const removePasskey = (parts: RouteParts) =>
  createAuthEndpoint(
    '/remove-passkey',
    { method: 'POST', body: z.strictObject({ id: z.string().max(100) }), use: [sensitiveSessionMiddleware] },
    async (ctx) => {
      const userId = UserId.parse(ctx.context.session.user.id)
      await removeWayIn(
        parts,
        userId,
        (transaction) => deletePasskey(transaction, userId, ctx.body.id),
        'You have no such passkey (any more).',
      )
      return ctx.json({})
    },
  )
