import type { ErrorCode } from '@chat/protocol'

/** How a refusal of the contract reads in HTTP. */
export const STATUS_OF: Record<ErrorCode, number> = {
  AUTH_REQUIRED: 401,
  AUTH_EXPIRED: 401,
  ORIGIN_REJECTED: 403,
  FORBIDDEN: 403,
  NOT_FOUND: 404,
  VALIDATION_FAILED: 400,
  PAYLOAD_TOO_LARGE: 413,
  UNSUPPORTED_TYPE: 415,
  RATE_LIMITED: 429,
  CONFLICT: 409,
  ROOM_ARCHIVED: 409,
  UPLOAD_REJECTED: 422,
  SYNC_RESET: 409,
  UPGRADE_REQUIRED: 426,
  DRAINING: 503,
  OVERLOADED: 503,
  STORAGE_FULL: 507,
  INTERNAL: 500,
}

/** The contract's word for a status that Fastify or a plugin chose. */
export function codeOfStatus(status: number): ErrorCode {
  switch (status) {
    case 401:
      return 'AUTH_REQUIRED'
    case 403:
      return 'FORBIDDEN'
    case 404:
    case 405:
      return 'NOT_FOUND'
    case 409:
      return 'CONFLICT'
    case 413:
      return 'PAYLOAD_TOO_LARGE'
    case 415:
      return 'UNSUPPORTED_TYPE'
    case 429:
      return 'RATE_LIMITED'
    case 503:
      return 'OVERLOADED'
    default:
      return status >= 400 && status < 500 ? 'VALIDATION_FAILED' : 'INTERNAL'
  }
}
