import type { GenericEndpointContext } from 'better-auth'
import { getSessionFromCtx, isAPIError } from 'better-auth/api'
import type { Attempt, AttemptLimits } from './attempt-limits.ts'
import { clientAddress } from './client-address.ts'
import { bearerToken } from './signed-token.ts'

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
      for (const account of await accountsOf(ctx, guarded.of)) {
        await limits.take(guarded.attempt, account, clientAddress(ctx.headers))
      }
    },
    async after(ctx: GenericEndpointContext, returned: unknown): Promise<void> {
      const guarded = GUARDED[ctx.path]
      if (!guarded || guarded.attempt === 'mail' || isAPIError(returned)) return
      const account = guarded.of === 'email' ? typedAddress(ctx) : await provenPerson(ctx)
      await limits.forgive(guarded.attempt, account, clientAddress(ctx.headers))
    },
  }
}

/** Whom an attempt may be about. */
async function accountsOf(ctx: GenericEndpointContext, of: 'email' | 'person' | 'challenge'): Promise<Set<string>> {
  if (of === 'email') return new Set([typedAddress(ctx)])
  const challenged = of === 'challenge' ? await challengedPerson(ctx) : undefined
  // A program's token is not looked up yet at this point, and stands for the person.
  const signedIn = (await getSessionFromCtx(ctx))?.user.id ?? (ctx.headers && bearerToken(ctx.headers))
  // Where there is a session, the code is for its own app. But it may end before the code is looked at, which is for the
  // challenge then: so it counts for both.
  const people = [challenged, signedIn].filter((person) => person !== undefined)
  // Who is nobody is no more than where they are: they must not use up what others may try.
  return new Set(people.length > 0 ? people : [clientAddress(ctx.headers)])
}

function typedAddress(ctx: GenericEndpointContext): string {
  const email: unknown = Object(ctx.body).email
  return typeof email === 'string' ? email.toLowerCase().slice(0, 254) : ''
}

/**
 * Who has shown that it is them. A challenge says nothing about that: somebody may bring another person's along with a code
 * of their own. Where it was what the code is for, there is a new session.
 */
async function provenPerson(ctx: GenericEndpointContext): Promise<string> {
  const session = ctx.context.newSession ?? (await getSessionFromCtx(ctx))
  return session?.user.id ?? ''
}

/**
 * Whom a second step of a sign-in is about. Better-auth counts codes as well, but looks before it counts, so that of many at
 * the same moment, each for a first step of its own, all would be looked at.
 */
async function challengedPerson(ctx: GenericEndpointContext): Promise<string | undefined> {
  const challenge = await ctx.getSignedCookie(ctx.context.createAuthCookie('two_factor').name, ctx.context.secret)
  return challenge ? (await ctx.context.internalAdapter.findVerificationValue(challenge))?.value : undefined
}
