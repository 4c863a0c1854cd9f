import { ERROR_CODES } from '@chat/protocol'
import type { FastifyRequest } from 'fastify'
import type { Accounts, Identity } from '../accounts/accounts.ts'
import { isForeign } from '../accounts/refuse-request.ts'
import { hasSessionCookie } from '../accounts/session-cookie.ts'
import { bearerToken } from '../accounts/signed-token.ts'
import type { Config } from '../config.ts'
import { ChatError } from '../gate/chat-error.ts'
import { toWebHeaders } from './web-headers.ts'

/**
 * Who makes a request that changes something, by `Authorization: Bearer` or, without that, by session cookie.
 *
 * @throws {ChatError} if a page of another site makes it, or nobody is signed in there
 */
export async function requirePerson(
  request: FastifyRequest,
  accounts: Pick<Accounts, 'authenticate'>,
  config: Pick<Config, 'publicUrl' | 'allowedOrigins'>,
): Promise<Identity> {
  const headers = toWebHeaders(request.headers)
  if (isForeign(headers, config)) throw new ChatError('ORIGIN_REJECTED', ERROR_CODES.ORIGIN_REJECTED.meaning)
  const bringsToken = bearerToken(headers) !== undefined
  // A token that has ended is not made up for by somebody's cookie.
  if (bringsToken) headers.delete('cookie')
  const identity = await accounts.authenticate(headers)
  if (identity) return identity
  const code = bringsToken || hasSessionCookie(request.headers.cookie) ? 'AUTH_EXPIRED' : 'AUTH_REQUIRED'
  throw new ChatError(code, ERROR_CODES[code].meaning)
}
