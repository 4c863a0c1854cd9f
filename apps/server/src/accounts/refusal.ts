import { isErrorCode } from '@chat/protocol'
import { APIError } from 'better-auth/api'
import { codeOfStatus } from '../http/status-codes.ts'

const STATUS = {
  VALIDATION_FAILED: 'BAD_REQUEST',
  AUTH_REQUIRED: 'UNAUTHORIZED',
  FORBIDDEN: 'FORBIDDEN',
  NOT_FOUND: 'NOT_FOUND',
  CONFLICT: 'CONFLICT',
} as const

/**
 * Why a request of an account route is refused; to be thrown.
 *
 * @param reason tells refusals of one code apart, for programs
 */
export function refusal(code: keyof typeof STATUS, message: string, reason?: string): APIError {
  return new APIError(STATUS[code], { code, message, ...(reason && { reason }) })
}

/** The refusal of somebody who tries too often. */
export function tooMany(message: string, retryAfterMs: number): APIError {
  const headers = { 'retry-after': String(Math.ceil(retryAfterMs / 1_000)) }
  return new APIError('TOO_MANY_REQUESTS', { code: 'RATE_LIMITED', message, retryAfterMs }, headers)
}

/** How long better-auth takes no second factor of somebody after too many wrong ones. */
const LOCKED_MS = 15 * 60 * 1_000

/** Gives a refusal of better-auth a code of the contract; its own code becomes the `reason`. */
export async function inOurCodes(response: Response): Promise<Response> {
  if (response.status < 400) return response
  const text = await response.text()
  const { code, message, ...rest } = parseObject(text)
  const headers = new Headers(response.headers)
  headers.set('content-type', 'application/json')
  headers.delete('content-length')
  const locked = response.status === 429 && rest['retryAfterMs'] === undefined
  if (locked) headers.set('retry-after', String(LOCKED_MS / 1_000))
  const known = typeof code === 'string' && isErrorCode(code)
  const body = {
    ...rest,
    code: known ? code : codeOfStatus(response.status),
    ...(!known && typeof code === 'string' && { reason: code }),
    ...(locked && { retryAfterMs: LOCKED_MS }),
    message: typeof message === 'string' ? message : 'The request was refused.',
  }
  return new Response(JSON.stringify(body), { status: response.status, headers })
}

function parseObject(text: string): Record<string, unknown> {
  try {
    return { ...JSON.parse(text) }
  } catch {
    return {}
  }
}
