import { markRead, type RoomId, type RoomSummary, type Seq } from '@chat/protocol'
import { createMarks, type MarksOptions } from './marks.ts'
import type { Ask } from './requests.ts'

export interface ReadMarksOptions extends Omit<MarksOptions<RoomId>, 'say'> {
  readonly ask: Ask
  readonly summaryOf: (roomId: RoomId) => RoomSummary | undefined
}

/** How far one has read the rooms. What could not be said is said on the next connection, also by the next program. */
export function createReadMarks({ ask, ...options }: ReadMarksOptions) {
  const marks = createMarks<RoomId>({
    ...options,
    say: async (roomId, seq) => (await ask(markRead, { roomId, seq })).seq,
  })

  return {
    /** Marks the room as read up to here; without a position, up to its end. */
    mark(roomId: RoomId, upTo?: Seq): void {
      const room = options.summaryOf(roomId)
      if (!room) return
      const seq = Math.min(upTo ?? room.head, room.head)
      if (seq <= room.lastReadSeq) return
      options.onMoved(roomId, seq)
      marks.want(roomId, seq)
    },
    /** The server has just told how far it knows that one has read: what it does not know is said again. */
    repeat(answered: readonly RoomSummary[]): void {
      for (const { id, lastReadSeq } of answered) {
        const seq = options.summaryOf(id)?.lastReadSeq ?? 0
        if (seq > lastReadSeq) marks.want(id, seq)
      }
    },
    resume: marks.resume,
    clear: marks.clear,
  }
}
