import { createAuthEndpoint } from 'better-auth/api'
import type { RouteParts } from './route-parts.ts'

/** Shows anybody how one can come in here. */
export const showSignInOptions = ({ config, mails, provider }: RouteParts) =>
  createAuthEndpoint('/sign-in-options', { method: 'GET' }, async (ctx) =>
    ctx.json({
      guests: config.guests,
      signUp: config.signUp,
      mails: mails !== undefined,
      ...(provider && { provider: provider.name }),
    }),
  )
