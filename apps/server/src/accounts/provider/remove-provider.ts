import { UserId } from '@chat/protocol'
import { createAuthEndpoint, sensitiveSessionMiddleware } from 'better-auth/api'
import { removeWayIn } from '../remove-way-in.ts'
import type { RouteParts } from '../routes/route-parts.ts'

/** Makes the provider no way into one's own account any more. */
export const removeProvider = (parts: RouteParts) =>
  createAuthEndpoint('/remove-provider', { method: 'POST', use: [sensitiveSessionMiddleware] }, async (ctx) => {
    const userId = UserId.parse(ctx.context.session.user.id)
    await removeWayIn(
      parts,
      userId,
      async (transaction) => {
        const removed = await transaction
          .deleteFrom('accounts')
          .where('user_id', '=', userId)
          .where('provider_id', '=', parts.provider?.id ?? '')
          .returning('id')
          .execute()
        return removed.length > 0
      },
      'You do not sign in through a provider.',
    )
    return ctx.json({})
  })
