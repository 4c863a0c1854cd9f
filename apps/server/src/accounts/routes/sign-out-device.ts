import { createAuthEndpoint, sensitiveSessionMiddleware } from 'better-auth/api'
import { z } from 'zod'
import { refusal } from '../refusal.ts'
import { findSessionToken } from '../sessions-store.ts'
import type { RouteParts } from './route-parts.ts'

/** Ends one of one's own sessions; its connections are closed. */
export const signOutDevice = ({ database }: RouteParts) =>
  createAuthEndpoint(
    '/sign-out-device',
    { method: 'POST', body: z.strictObject({ id: z.string().max(100) }), use: [sensitiveSessionMiddleware] },
    async (ctx) => {
      const { session, internalAdapter } = ctx.context
      const token = await findSessionToken(database, session.user.id, ctx.body.id)
      if (token === undefined) throw refusal('NOT_FOUND', 'This device is not signed in (any more).')
      await internalAdapter.deleteSession(token)
      return ctx.json({})
    },
  )
