import type { ErrorBody, ErrorCode } from '@chat/protocol'

/**
 * Why a request has no answer, besides the server's own codes. `TIMEOUT` and `DISCONNECTED`: it may or may not have been
 * done. `UNREADABLE`: the answer does not match the contract.
 */
export type LocalErrorCode = 'TIMEOUT' | 'DISCONNECTED' | 'UNREADABLE'

/** A request that was refused, or whose outcome is not known. */
export class RequestError extends Error {
  override readonly name = 'RequestError'
  readonly code: ErrorCode | LocalErrorCode
  /** What the server answered; undefined where it did not. */
  readonly body: ErrorBody | undefined

  constructor(code: LocalErrorCode, message: string, options?: ErrorOptions)
  constructor(body: ErrorBody)
  constructor(reason: LocalErrorCode | ErrorBody, message?: string, options?: ErrorOptions) {
    const body = typeof reason === 'string' ? undefined : reason
    super(body?.message ?? message, options)
    this.code = typeof reason === 'string' ? reason : reason.code
    this.body = body
  }
}

/** Goes on where a request was refused or its outcome is not known; anything else is thrown on. For `catch` of a promise. */
export function unlessRefused(error: unknown): void {
  if (!(error instanceof RequestError)) throw error
}
