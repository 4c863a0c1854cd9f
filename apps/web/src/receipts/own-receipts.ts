import type { ReadsOfOthers } from '@chat/client'
import type { Message, MessageId, UserId } from '@chat/protocol'

/**
 * Who has read one's messages: told as it happens; the same of the only other one, who needs no list; told on request, in
 * large rooms; or nobody knows.
 */
export type ReceiptsKnown = 'told' | 'pair' | 'asked' | 'never'

/** How far an own message has come among the others. */
export interface OwnReceipt {
  readonly readBy: number
  /** Whether its sign opens the list of those who have read it; one message of the timeline at most. */
  readonly opensReaders: boolean
}

/** What there is to show at one's own messages beside that they were sent, by their id. */
export function ownReceipts(
  messages: readonly Message[],
  me: UserId | undefined,
  reads: ReadsOfOthers,
  known: ReceiptsKnown,
): ReadonlyMap<MessageId, OwnReceipt> {
  const receipts = new Map<MessageId, OwnReceipt>()
  if (known === 'never') return receipts
  const marks = [...reads.values()].toSorted((one, other) => other - one)
  let readBy = 0
  let opened = false
  for (const { id, seq, authorId, deletedAt } of messages.toReversed()) {
    while ((marks[readBy] ?? 0) >= seq) readBy += 1
    if (authorId !== me || deletedAt !== undefined) continue
    const opensReaders: boolean = !opened && (known === 'asked' || (known === 'told' && readBy > 0))
    opened ||= opensReaders
    if (readBy > 0 || opensReaders) receipts.set(id, { readBy, opensReaders })
  }
  return receipts
}
