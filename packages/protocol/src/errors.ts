import { z } from 'zod'

/** What a code means and whether the same request can succeed later. */
export interface ErrorCodeDefinition {
  /**
   * `retriable`: send the same request again, after `retryAfterMs` where the error names it.
   * `permanent`: the same request will be refused again; a person or a program must change it.
   */
  readonly retry: 'permanent' | 'retriable'
  readonly meaning: string
}

/** The closed list: a server answers with no other code, and none is ever taken away within one protocol number. */
export const ERROR_CODES = defineCodes({
  AUTH_REQUIRED: { retry: 'retriable', meaning: 'Nobody is signed in. Sign in, then try again.' },
  AUTH_EXPIRED: { retry: 'retriable', meaning: 'The session has ended. Sign in again, then try again.' },
  ORIGIN_REJECTED: { retry: 'permanent', meaning: 'This web site may not connect to this server.' },
  FORBIDDEN: { retry: 'permanent', meaning: 'You may see this, but not do that.' },
  NOT_FOUND: { retry: 'permanent', meaning: 'It does not exist, or is not yours to see.' },
  VALIDATION_FAILED: { retry: 'permanent', meaning: 'The request does not match the contract; `issues` says where.' },
  PAYLOAD_TOO_LARGE: { retry: 'permanent', meaning: 'The request is larger than it may be.' },
  UNSUPPORTED_TYPE: { retry: 'permanent', meaning: 'The content is of a type that is not accepted.' },
  RATE_LIMITED: { retry: 'retriable', meaning: 'Too many requests. Wait `retryAfterMs`, then try again.' },
  CONFLICT: { retry: 'permanent', meaning: 'The id is already taken by something else.' },
  ROOM_ARCHIVED: { retry: 'permanent', meaning: 'The room is archived and takes no changes.' },
  UPLOAD_REJECTED: { retry: 'permanent', meaning: 'The file was not accepted.' },
  SYNC_RESET: { retry: 'permanent', meaning: 'The cursor is not of this log. Drop what is cached and load anew.' },
  UPGRADE_REQUIRED: { retry: 'permanent', meaning: 'The client speaks another protocol number than the server.' },
  DRAINING: { retry: 'retriable', meaning: 'The server is shutting down. Connect again, then try again.' },
  OVERLOADED: { retry: 'retriable', meaning: 'The server has too much to do. Wait `retryAfterMs`, then try again.' },
  STORAGE_FULL: { retry: 'retriable', meaning: 'The server has no space left to store this.' },
  INTERNAL: { retry: 'retriable', meaning: 'The server failed. The failure is in its log.' },
})

/** One of the closed list. */
export type ErrorCode = keyof typeof ERROR_CODES

/** Keeps the codes in the type and leaves the wording out of it. */
function defineCodes<Code extends string>(
  codes: Record<Code, ErrorCodeDefinition>,
): Readonly<Record<Code, ErrorCodeDefinition>> {
  return codes
}

/** Whether this version of the package knows the code. */
export function isErrorCode(code: string): code is ErrorCode {
  return Object.hasOwn(ERROR_CODES, code)
}

export const ErrorCode: z.ZodEnum<{ [Code in ErrorCode]: Code }> = z
  .enum(Object.keys(ERROR_CODES).filter(isErrorCode))
  .meta({ id: 'ErrorCode', description: 'Why something was refused; see the table of error codes.' })

/** The refusals that any request can get, besides its own. */
export const COMMON_ERRORS = [
  'VALIDATION_FAILED',
  'PAYLOAD_TOO_LARGE',
  'AUTH_EXPIRED',
  'RATE_LIMITED',
  'DRAINING',
  'OVERLOADED',
  'INTERNAL',
] as const satisfies readonly ErrorCode[]

/** Whether sending the same request again can succeed. An unknown code (of a newer server) is worth another try. */
export function isRetriable(code: string): boolean {
  return !isErrorCode(code) || ERROR_CODES[code].retry === 'retriable'
}
