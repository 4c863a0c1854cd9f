import type { ReadsOfOthers } from '@chat/client'
import type { Message, MessageId, Seq, UserId } from '@chat/protocol'

/**
 * Who has read one's messages: told as it happens; the same of the only other one, who needs no list; told on request, in
 * large rooms; or nobody knows.
 */
export type ReceiptsKnown = 'told' | 'pair' | 'asked' | 'never'

/** How far an own message has come among the others. */
export interface OwnReceipt {
  readonly readBy: number
  /** On whose devices it has arrived; also theirs who have read it. */
  readonly deliveredTo: number
  /** Whether its sign opens the list of those who have read it; one message of the timeline at most. */
  readonly opensReaders: boolean
}

/** What there is to show at one's own messages beside that they were sent, by their id. */
export function ownReceipts(
  messages: readonly Message[],
  me: UserId | undefined,
  { reads, deliveries }: { readonly reads: ReadsOfOthers; readonly deliveries: ReadsOfOthers },
  known: ReceiptsKnown,
): ReadonlyMap<MessageId, OwnReceipt> {
  const receipts = new Map<MessageId, OwnReceipt>()
  if (known === 'never') return receipts
  const countReaders = countingUp(reads)
  const countReceivers = countingUp(deliveries)
  let opened = false
  for (const { id, seq, authorId, deletedAt } of messages.toReversed()) {
    if (authorId !== me || deletedAt !== undefined) continue
    const [readBy, deliveredTo] = [countReaders(seq), countReceivers(seq)]
    const opensReaders: boolean = !opened && (known === 'asked' || (known === 'told' && readBy > 0))
    opened ||= opensReaders
    if (deliveredTo > 0 || readBy > 0 || opensReaders) receipts.set(id, { readBy, deliveredTo, opensReaders })
  }
  return receipts
}

/** Counts who has come as far as a position; each position at or before the one before. */
function countingUp(marks: ReadsOfOthers): (seq: Seq) => number {
  const furthestFirst = [...marks.values()].toSorted((one, other) => other - one)
  let count = 0
  return (seq) => {
    while ((furthestFirst[count] ?? 0) >= seq) count += 1
    return count
  }
}
