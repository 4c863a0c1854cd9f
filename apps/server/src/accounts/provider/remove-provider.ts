import { UserId } from '@chat/protocol'
import { createAuthEndpoint, sensitiveSessionMiddleware } from 'better-auth/api'
import { keepAWayIn } from '../keep-a-way-in.ts'
import { refusal } from '../refusal.ts'
import type { RouteParts } from '../routes/route-parts.ts'

/** Makes the provider no way into one's own account any more. */
export const removeProvider = ({ database, provider }: RouteParts) =>
  createAuthEndpoint('/remove-provider', { method: 'POST', use: [sensitiveSessionMiddleware] }, async (ctx) => {
    const userId = UserId.parse(ctx.context.session.user.id)
    await database.write.transaction().execute(async (transaction) => {
      const removed = await transaction
        .deleteFrom('accounts')
        .where('user_id', '=', userId)
        .where('provider_id', '=', provider?.id ?? '')
        .returning('id')
        .execute()
      if (removed.length === 0) throw refusal('NOT_FOUND', 'You do not sign in through a provider.')
      await keepAWayIn(transaction, userId, { provider })
    })
    return ctx.json({})
  })
