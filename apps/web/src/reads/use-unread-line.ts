import type { ReadEpoch, RoomSummary, Seq } from '@chat/protocol'
import { useState } from 'react'

interface Line {
  /** It stands before the first message of others after this position. */
  readonly after: Seq | undefined
  readonly present: boolean
  readonly epoch: ReadEpoch
}

/**
 * Where the line stands that tells what is new since somebody was last here. It stays while they look at what is new,
 * which counts as read by then.
 *
 * @param present somebody looks at the newest messages: what comes in then is no news
 */
export function useUnreadLine(
  { unread, lastReadSeq, readEpoch: epoch = 0 }: Pick<RoomSummary, 'unread' | 'lastReadSeq' | 'readEpoch'>,
  present: boolean,
): { readonly after: Seq | undefined; readonly clear: () => void } {
  const [line, setLine] = useState<Line>({ after: undefined, present: false, epoch })
  // Also at the moment of coming: what is unread then was not read in between. And where it was marked as unread.
  const moves = unread > 0 && (!(line.present && present) || line.epoch !== epoch)
  const after = moves ? lastReadSeq : line.after
  if (after !== line.after || present !== line.present || epoch !== line.epoch) setLine({ after, present, epoch })
  return { after, clear: () => setLine({ after: undefined, present, epoch }) }
}
