import type { ErrorBody, ErrorCode } from '@chat/protocol'

/** A refusal that the person or program at the other end gets to read. Anything else that is thrown is a bug. */
export class ChatError extends Error {
  override readonly name = 'ChatError'
  readonly code: ErrorCode
  readonly details: Pick<ErrorBody, 'retryAfterMs' | 'issues'>

  constructor(code: ErrorCode, message: string, details: Pick<ErrorBody, 'retryAfterMs' | 'issues'> = {}) {
    super(message)
    this.code = code
    this.details = details
  }

  toBody(): ErrorBody {
    return { code: this.code, message: this.message, ...this.details }
  }
}
