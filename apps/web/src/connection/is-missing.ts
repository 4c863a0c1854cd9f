import { RequestError } from '@chat/client'

/** Whether somebody was refused because what they have the address of is not there, at least not for them. */
export function isMissing(error: unknown): boolean {
  return error instanceof RequestError && (error.code === 'NOT_FOUND' || error.code === 'VALIDATION_FAILED')
}
