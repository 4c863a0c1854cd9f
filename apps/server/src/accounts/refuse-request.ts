import type { Config } from '../config.ts'
import { isOpenAccountRoute } from '../gate/access/route-access.ts'
import { trustedOrigins } from './trusted-origins.ts'

/** The answer to a request under /api/auth that is none of ours to serve, or that a foreign web page makes. */
export function refuseRequest(request: Request, config: Config): Response | undefined {
  // better-auth has many more routes (changing a name, linking accounts), which would go past the contract's rules and
  // reach nobody else's screen.
  if (!isOpenAccountRoute(request.method, new URL(request.url).pathname))
    return refusal(404, 'NOT_FOUND', 'There is nothing here.')
  if (request.method !== 'GET' && isForeign(request.headers, config)) {
    return refusal(403, 'ORIGIN_REJECTED', 'This web site may not sign people in or out here.')
  }
  return undefined
}

/**
 * Whether a page of another site makes the request. Browsers tell the origin with every request that changes
 * something; where there is none, it is a program, and has no cookies that somebody else could abuse.
 */
export function isForeign(headers: Headers, config: Pick<Config, 'publicUrl' | 'allowedOrigins'>): boolean {
  const origin = headers.get('origin')
  if (origin !== null) return !trustedOrigins(headers.get('host'), config).includes(origin)
  return ['cross-site', 'same-site'].includes(headers.get('sec-fetch-site') ?? '')
}

function refusal(status: number, code: string, message: string): Response {
  return Response.json({ code, message }, { status })
}
