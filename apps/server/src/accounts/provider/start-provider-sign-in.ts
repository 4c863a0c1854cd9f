import { createAuthEndpoint, getSessionFromCtx } from 'better-auth/api'
import { z } from 'zod'
import { refusal } from '../refusal.ts'
import { confirmPerson } from '../routes/confirm-person.ts'
import type { RouteParts } from '../routes/route-parts.ts'
import { keepJourney } from './kept-journeys.ts'

/**
 * Tells where to sign in at the provider. With `keep`, whoever is signed in wants it as a way into what they are; who has
 * an account proves first that it is theirs, as with every new way in.
 */
export const startProviderSignIn = ({ provider, limits }: RouteParts) =>
  createAuthEndpoint(
    '/sign-in/provider-start',
    { method: 'POST', body: z.strictObject({ keep: z.boolean().optional(), password: z.string().optional() }) },
    async (ctx) => {
      if (!provider) throw refusal('NOT_FOUND', 'People sign in through no provider here.')
      const session = await getSessionFromCtx(ctx, { disableRefresh: true })
      if (ctx.body.keep) {
        if (!session) throw refusal('AUTH_REQUIRED', 'Nobody is signed in.')
        if (!session.user['isAnonymous'])
          await confirmPerson({ ...ctx, context: { ...ctx.context, session } }, limits, ctx.body.password)
      }
      const { url, journey } = await provider.begin().catch((error: unknown) => {
        ctx.context.logger.warn('the provider cannot be asked', error)
        throw refusal('VALIDATION_FAILED', `${provider.name} does not answer. Try again later.`, 'PROVIDER_FAILED')
      })
      await keepJourney(ctx, { ...journey, ...(ctx.body.keep && session && { keepSession: session.session.id }) })
      return ctx.json({ url })
    },
  )
