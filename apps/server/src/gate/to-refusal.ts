import { ChatError } from './chat-error.ts'

/**
 * What is answered to whoever asked for something that failed. Whoever catches the failure logs it, once for all that it
 * concerns.
 */
export function toRefusal(error: unknown): ChatError {
  if (error instanceof ChatError) return error
  if (!isStorageFull(error)) return new ChatError('INTERNAL', 'The server failed. The failure is in its log.')
  return new ChatError('STORAGE_FULL', 'The server has no space left.', { retryAfterMs: 10_000 })
}

/** SQLite's and PostgreSQL's words for a full disk. */
export function isStorageFull(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  return code === 'SQLITE_FULL' || code === '53100' || code === 'ENOSPC'
}
