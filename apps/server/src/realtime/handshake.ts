import type { IncomingHttpHeaders } from 'node:http'
import { ERROR_CODES, type ErrorBody, HandshakeAuth, PROTOCOL_VERSION } from '@chat/protocol'
import type { Accounts, Identity } from '../accounts/accounts.ts'
import { hasSessionCookie } from '../accounts/session-cookie.ts'
import { trustedOrigins } from '../accounts/trusted-origins.ts'
import type { Config } from '../config.ts'
import { ChatError } from '../gate/chat-error.ts'
import type { Logger } from '../logger.ts'

/** What of Socket.IO's handshake says who connects. The query string has no say: it ends up in the logs of proxies. */
export interface Handshake {
  readonly auth: unknown
  readonly headers: IncomingHttpHeaders
}

/** What Socket.IO hands a client as `connect_error`. */
export interface ConnectError extends Error {
  readonly data: Pick<ErrorBody, 'code' | 'message'>
}

/**
 * Keeps the pages of other sites from connecting with the cookies of whoever opens them.
 *
 * A browser names the origin with every WebSocket and with every request of another site. It leaves it out only when
 * our own page polls; there, a header that no other site can send stands in for it. Programs have no origin and no
 * cookies: they bring a token.
 *
 * @returns why the connection is refused; undefined if it is not
 */
export function checkOrigin({
  headers,
  config,
}: {
  headers: IncomingHttpHeaders
  config: Pick<Config, 'publicUrl' | 'allowedOrigins'>
}): ChatError | undefined {
  const { origin, host, cookie } = headers
  const trusted =
    origin === undefined
      ? cookie === undefined || 'x-chat-client' in headers || headers['sec-fetch-site'] === 'same-origin'
      : trustedOrigins(host, config).includes(origin)
  return trusted ? undefined : new ChatError('ORIGIN_REJECTED', ERROR_CODES.ORIGIN_REJECTED.meaning)
}

/**
 * Who connects: by the token that the client passes, otherwise by the session cookie.
 *
 * @throws {ChatError} if the client speaks another protocol, or nobody is signed in there
 */
export async function authenticateHandshake(
  { auth, headers }: Handshake,
  accounts: Pick<Accounts, 'authenticate'>,
): Promise<Identity> {
  const { token } = parseAuth(auth)
  const identity = await identify(accounts, token, headers.cookie)
  if (identity) return identity
  const code = token || hasSessionCookie(headers.cookie) ? 'AUTH_EXPIRED' : 'AUTH_REQUIRED'
  throw new ChatError(code, ERROR_CODES[code].meaning)
}

/** Turns whatever went wrong into what Socket.IO hands the client. A failure of ours is logged, and told as no more. */
export function toConnectError(error: unknown, logger: Pick<Logger, 'error'>): ConnectError {
  if (!(error instanceof ChatError)) logger.error({ err: error }, 'handshake failed')
  const { code, message } =
    error instanceof ChatError ? error : { code: 'INTERNAL' as const, message: ERROR_CODES.INTERNAL.meaning }
  return Object.assign(new Error(message), { data: { code, message } })
}

function parseAuth(auth: unknown): HandshakeAuth {
  const { data, error } = HandshakeAuth.safeParse(auth)
  if (data) return data
  if (error.issues.some(({ path }) => path.length === 0 || path[0] === 'protocol')) {
    throw new ChatError('UPGRADE_REQUIRED', `This server speaks protocol ${PROTOCOL_VERSION}. Reload or update.`)
  }
  throw new ChatError('VALIDATION_FAILED', 'The handshake does not match the contract.')
}

/** By one or the other, so that a token that has ended is not made up for by somebody's cookie. */
async function identify(
  accounts: Pick<Accounts, 'authenticate'>,
  token: string | undefined,
  cookie: string | undefined,
): Promise<Identity | undefined> {
  if (!token) return accounts.authenticate(new Headers(cookie === undefined ? {} : { cookie }))
  if (!/^[\x21-\x7e]+$/.test(token)) return undefined
  return accounts.authenticate(new Headers({ authorization: `Bearer ${token}` }))
}
