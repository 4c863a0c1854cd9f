import { createAuthMiddleware } from 'better-auth/api'
import { parseSetCookieHeader, setSessionCookie } from 'better-auth/cookies'

/**
 * Gives a browser the session that it has just got, where it came with one that has ended: whatever looks at that after the
 * answer takes the cookie of it away, and with it the new one, which has the same name.
 */
export const keepNewSession = createAuthMiddleware(async (ctx) => {
  const { newSession, responseHeaders, authCookies, secret } = ctx.context
  const { name } = authCookies.sessionToken
  const told = parseSetCookieHeader(responseHeaders?.get('set-cookie') ?? '').get(name)
  if (!newSession || told?.value !== '') return
  // Whoever deletes their account may have had the session renewed that went with it: that one is to be forgotten.
  if ((await ctx.getSignedCookie(name, secret)) !== newSession.session.token) await setSessionCookie(ctx, newSession)
})
