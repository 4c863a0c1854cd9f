import { RequestError } from '@chat/client'

/** Why something was not done, for the person who asked for it. */
export function explainRefusal(error: unknown): string {
  if (error instanceof RequestError && error.body !== undefined) return error.body.message
  if (error instanceof RequestError && error.code === 'TIMEOUT') return 'The server does not answer. Try again.'
  return 'There is no connection. Try again once there is.'
}
