import type { MessageId, Seq } from '@chat/protocol'
import { firstUnread, type TimelineRow } from '../messages/timeline-rows.ts'

/** Where the line stands that tells what is new. */
export interface LinePlace {
  readonly after: Seq
  /** The message below it, and where that is in the list; undefined where it is further up than all that is loaded. */
  readonly first: MessageId | undefined
  readonly index: number | undefined
}

/** @returns undefined where there is no line among the rows, nor above them */
export function linePlace(
  rows: readonly TimelineRow[],
  hasMoreBefore: boolean,
  after: Seq | undefined,
): LinePlace | undefined {
  if (after === undefined) return
  const reached = !hasMoreBefore || (rows[0]?.seq ?? after) <= after
  if (!reached) return { after, first: undefined, index: undefined }
  const first = firstUnread(rows, after)
  // Something stands before the first message.
  return first && { after, first, index: rows.findIndex(({ id }) => id === first) + 1 }
}
