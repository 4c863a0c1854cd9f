import type { ReadEpoch, RoomSummary, Seq } from '@chat/protocol'

/** How far somebody has read in a room. */
export interface ReadMark {
  /** How often they have marked the room as unread. */
  readonly epoch: ReadEpoch
  readonly seq: Seq
}

export function markOf({ readEpoch = 0, lastReadSeq }: Pick<RoomSummary, 'readEpoch' | 'lastReadSeq'>): ReadMark {
  return { epoch: readEpoch, seq: lastReadSeq }
}

/** A mark as it is told: of who has never marked a room as unread it says so by saying nothing. */
export function toldMark({ seq, epoch = 0 }: { readonly seq: Seq; readonly epoch?: ReadEpoch | undefined }): ReadMark {
  return { epoch, seq }
}

/** Whether a mark holds against another: of two the one of the larger epoch does, of one epoch the further. */
export function holdsAgainst(mark: ReadMark, other: ReadMark): boolean {
  return mark.epoch === other.epoch ? mark.seq > other.seq : mark.epoch > other.epoch
}

/** The one that holds. */
export function laterMark(mark: ReadMark, other: ReadMark): ReadMark {
  return holdsAgainst(other, mark) ? other : mark
}
