import { UserId } from '@chat/protocol'
import { createAuthEndpoint, sensitiveSessionMiddleware } from 'better-auth/api'
import { z } from 'zod'
import { keepAWayIn } from '../keep-a-way-in.ts'
import { refusal } from '../refusal.ts'
import type { RouteParts } from '../routes/route-parts.ts'
import { deletePasskey } from './passkeys-store.ts'

/** Takes a passkey of one's own out of the list; it lets nobody in any more. */
export const removePasskey = ({ database, provider }: RouteParts) =>
  createAuthEndpoint(
    '/remove-passkey',
    { method: 'POST', body: z.strictObject({ id: z.string().max(100) }), use: [sensitiveSessionMiddleware] },
    async (ctx) => {
      const userId = UserId.parse(ctx.context.session.user.id)
      await database.write.transaction().execute(async (transaction) => {
        const isGone = await deletePasskey(transaction, userId, ctx.body.id)
        if (!isGone) throw refusal('NOT_FOUND', 'You have no such passkey (any more).')
        await keepAWayIn(transaction, userId, { provider })
      })
      return ctx.json({})
    },
  )
