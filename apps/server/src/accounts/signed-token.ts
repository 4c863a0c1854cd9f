import { createHmac, timingSafeEqual } from 'node:crypto'
import { parseCookie } from 'cookie'

/** Where a session's token may stand in a request. */
export interface SignedTokenSource {
  readonly headers: Headers
  readonly cookieName: string
}

/**
 * The token that a program brings. A proxy in front may ask for an `Authorization` of its own and hand it on: that is not
 * one, and says nothing about who somebody is here.
 */
export function bearerToken(headers: Headers): string | undefined {
  return /^bearer (.*)$/i.exec(headers.get('authorization') ?? '')?.[1]?.trim()
}

/** What a request brings as its session: `token.signature`, by `Authorization: Bearer` or, without that, by cookie. */
export function signedTokenOf({ headers, cookieName }: SignedTokenSource): string | undefined {
  const token = bearerToken(headers)
  if (token === undefined) return parseCookie(headers.get('cookie') ?? '')[cookieName]
  return token.includes('%') ? decoded(token) : token
}

/**
 * The token out of what better-auth signs: HMAC-SHA-256 of the token under the server's secret, in base64.
 *
 * @returns undefined where the signature is not this server's
 */
export function verifiedToken(signed: string, secret: string): string | undefined {
  const dot = signed.lastIndexOf('.')
  const token = signed.slice(0, Math.max(dot, 0))
  const expected = createHmac('sha256', secret).update(token).digest()
  const given = Buffer.from(signed.slice(dot + 1), 'base64')
  return given.length === expected.length && timingSafeEqual(given, expected) ? token : undefined
}

function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text)
  } catch {
    return undefined
  }
}
