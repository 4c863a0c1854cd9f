import type { GenericEndpointContext } from 'better-auth'

/** A cookie that holds the key to what the server keeps for a browser in which nobody may be signed in. */
export interface KeyCookie {
  readonly name: string
  readonly seconds: number
}

/** Gives the browser a key. */
export async function setKeyCookie(ctx: GenericEndpointContext, cookie: KeyCookie, key: string): Promise<void> {
  const { name, attributes } = ctx.context.createAuthCookie(cookie.name, { maxAge: cookie.seconds })
  await ctx.setSignedCookie(name, key, ctx.context.secret, attributes)
}

/** The key that the browser was given; undefined if it has none, or a forged one. */
export async function readKeyCookie(ctx: GenericEndpointContext, cookie: KeyCookie): Promise<string | undefined> {
  return (await ctx.getSignedCookie(ctx.context.createAuthCookie(cookie.name).name, ctx.context.secret)) || undefined
}
