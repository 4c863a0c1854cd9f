import type { GenericEndpointContext } from 'better-auth'
import { getSessionFromCtx, isAPIError } from 'better-auth/api'
import type { Attempt, AttemptLimits } from './attempt-limits.ts'
import { clientAddress } from './client-address.ts'

/** What better-auth's own routes let somebody try, and whether that is about an address that they type or about themselves. */
const GUARDED: Readonly<Record<string, { attempt: Attempt; of: 'email' | 'person' }>> = {
  '/sign-in/email': { attempt: 'password', of: 'email' },
  '/change-password': { attempt: 'password', of: 'person' },
  '/two-factor/enable': { attempt: 'password', of: 'person' },
  '/two-factor/disable': { attempt: 'password', of: 'person' },
  '/two-factor/generate-backup-codes': { attempt: 'password', of: 'person' },
  '/request-password-reset': { attempt: 'mail', of: 'email' },
}

/** Counts what can be guessed. For an e-mail address that nobody has it counts the same, so that nothing can be told from it. */
export function guardAttempts(limits: AttemptLimits) {
  return {
    async before(ctx: GenericEndpointContext): Promise<void> {
      const guarded = GUARDED[ctx.path]
      if (!guarded) return
      await limits.take(guarded.attempt, await accountOf(ctx, guarded.of), clientAddress(ctx.headers))
    },
    async after(ctx: GenericEndpointContext, returned: unknown): Promise<void> {
      const guarded = GUARDED[ctx.path]
      if (guarded?.attempt !== 'password' || isAPIError(returned)) return
      await limits.forgive('password', await accountOf(ctx, guarded.of), clientAddress(ctx.headers))
    },
  }
}

async function accountOf(ctx: GenericEndpointContext, of: 'email' | 'person'): Promise<string> {
  // A program's token is not looked up yet at this point, and stands for the person.
  if (of === 'person') return (await getSessionFromCtx(ctx))?.user.id ?? ctx.headers?.get('authorization') ?? ''
  const email: unknown = Object(ctx.body).email
  return typeof email === 'string' ? email.toLowerCase().slice(0, 254) : ''
}
