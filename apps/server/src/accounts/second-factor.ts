import type { GenericEndpointContext } from 'better-auth'
import { isAPIError } from 'better-auth/api'
import { twoFactor } from 'better-auth/plugins'

/** An authenticator app as a second factor, in our names for its table and columns. */
export function secondFactor(issuer: string) {
  return twoFactor({
    issuer,
    allowPasswordless: true,
    schema: {
      user: { fields: { twoFactorEnabled: 'two_factor_enabled' } },
      twoFactor: {
        modelName: 'two_factors',
        fields: {
          userId: 'user_id',
          backupCodes: 'backup_codes',
          failedVerificationCount: 'failed_verification_count',
          lockedUntil: 'locked_until',
        },
      },
    },
  })
}

/** Signs all other devices out once the second factor is on: whoever came in with the password alone is to be asked for it. */
export async function endOthersWhenEnabled(ctx: GenericEndpointContext, returned: unknown): Promise<void> {
  const { newSession, internalAdapter, session: before } = ctx.context
  // Where nobody was signed in before, the code was the second step of a sign-in.
  if (ctx.path !== '/two-factor/verify-totp' || isAPIError(returned) || !newSession || !before) return
  const sessions = await internalAdapter.listSessions(newSession.user.id)
  for (const { token } of sessions) {
    if (token !== newSession.session.token) await internalAdapter.deleteSession(token)
  }
}
