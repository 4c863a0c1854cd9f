import type { GenericEndpointContext } from 'better-auth'

/**
 * Ends the session that a browser had when it gets another one: nobody could use it any more, and other tabs would stay
 * connected by it as whoever was here before.
 */
export async function endReplacedSession({ context, getSignedCookie }: GenericEndpointContext): Promise<void> {
  const token = await getSignedCookie(context.authCookies.sessionToken.name, context.secret)
  if (!context.newSession || !token || context.newSession.session.token === token) return
  await context.internalAdapter.deleteSession(token)
}
