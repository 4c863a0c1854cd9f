import type { GenericEndpointContext } from 'better-auth'
import { getSessionFromCtx, isAPIError } from 'better-auth/api'
import type { Attempt, AttemptLimits } from './attempt-limits.ts'
import { clientAddress } from './client-address.ts'

/** What better-auth's own routes let somebody try, and whether that is about an address that they type or about themselves. */
const GUARDED: Readonly<Record<string, { attempt: Attempt; of: 'email' | 'person' | 'challenge' }>> = {
  '/sign-in/email': { attempt: 'password', of: 'email' },
  '/change-password': { attempt: 'password', of: 'person' },
  '/two-factor/enable': { attempt: 'password', of: 'person' },
  '/two-factor/disable': { attempt: 'password', of: 'person' },
  '/two-factor/generate-backup-codes': { attempt: 'password', of: 'person' },
  '/two-factor/verify-totp': { attempt: 'code', of: 'challenge' },
  '/two-factor/verify-backup-code': { attempt: 'code', of: 'challenge' },
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
      if (!guarded || guarded.attempt === 'mail' || isAPIError(returned)) return
      await limits.forgive(guarded.attempt, await accountOf(ctx, guarded.of), clientAddress(ctx.headers))
    },
  }
}

async function accountOf(ctx: GenericEndpointContext, of: 'email' | 'person' | 'challenge'): Promise<string> {
  if (of === 'challenge') return (await challengedPerson(ctx)) ?? accountOf(ctx, 'person')
  // A program's token is not looked up yet at this point, and stands for the person.
  if (of === 'person') return (await getSessionFromCtx(ctx))?.user.id ?? ctx.headers?.get('authorization') ?? ''
  const email: unknown = Object(ctx.body).email
  return typeof email === 'string' ? email.toLowerCase().slice(0, 254) : ''
}

/**
 * Whom a second step of a sign-in is about. Better-auth counts codes as well, but looks before it counts, so that of many at
 * the same moment, each for a first step of its own, all would be looked at.
 */
async function challengedPerson(ctx: GenericEndpointContext): Promise<string | undefined> {
  // Right, and therefore over already.
  if (ctx.context.newSession) return ctx.context.newSession.user.id
  const challenge = await ctx.getSignedCookie(ctx.context.createAuthCookie('two_factor').name, ctx.context.secret)
  return challenge ? (await ctx.context.internalAdapter.findVerificationValue(challenge))?.value : undefined
}
