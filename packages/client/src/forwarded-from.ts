import type { Forwarded, Message } from '@chat/protocol'

/** What is needed of a message to pass it on. */
export type Forwardable = Pick<
  Message,
  'id' | 'roomId' | 'seq' | 'authorId' | 'text' | 'sentAt' | 'forwarded' | 'deletedAt'
>

/**
 * What passing a message on passes on: its text; of one that is forwarded itself what that has passed on. Undefined where
 * nothing is left of either.
 */
export function forwardedFrom(message: Omit<Forwardable, 'id'>): Forwarded | undefined {
  const { roomId, seq, authorId, text, sentAt, forwarded, deletedAt } = message
  if (deletedAt !== undefined) return undefined
  if (forwarded && (forwarded.private || forwarded.text !== '')) return forwarded
  return text === '' ? undefined : { authorId, text, sentAt, roomId, seq }
}
