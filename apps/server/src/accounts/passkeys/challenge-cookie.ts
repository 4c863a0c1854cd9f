import type { GenericEndpointContext } from 'better-auth'

/** Ties a challenge to the browser that asked for it, where nobody is signed in. */
const NAME = 'passkey_challenge'

/** Gives the browser the key of its challenge. */
export async function setChallengeCookie(ctx: GenericEndpointContext, key: string): Promise<void> {
  const { name, attributes } = ctx.context.createAuthCookie(NAME, { maxAge: 5 * 60 })
  await ctx.setSignedCookie(name, key, ctx.context.secret, attributes)
}

/** The key that a browser was given; undefined if it has none, or a forged one. */
export async function readChallengeCookie(ctx: GenericEndpointContext): Promise<string | undefined> {
  return (await ctx.getSignedCookie(ctx.context.createAuthCookie(NAME).name, ctx.context.secret)) || undefined
}
