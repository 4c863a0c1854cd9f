import { markRead, type RoomId, type RoomSummary, type Seq } from '@chat/protocol'
import { createMarks, type MarksOptions } from './marks.ts'
import { holdsAgainst, laterMark, markOf, type ReadMark, toldMark } from './read-mark.ts'
import type { Ask } from './requests.ts'

export interface ReadMarksOptions extends Omit<MarksOptions<RoomId, ReadMark>, 'say' | 'later'> {
  readonly ask: Ask
  readonly summaryOf: (roomId: RoomId) => RoomSummary | undefined
}

/** How far one has read the rooms. What could not be said is said on the next connection, also by the next program. */
export function createReadMarks({ ask, ...options }: ReadMarksOptions) {
  const marks = createMarks<RoomId, ReadMark>({
    ...options,
    later: laterMark,
    say: async (roomId, mark) => toldMark(await ask(markRead, { roomId, ...mark })),
  })

  return {
    /** Marks the room as read up to here; without a position, up to its end. */
    mark(roomId: RoomId, upTo?: Seq): void {
      const room = options.summaryOf(roomId)
      if (!room) return
      const mark = { ...markOf(room), seq: Math.min(upTo ?? room.head, room.head) }
      if (!holdsAgainst(mark, markOf(room))) return
      options.onMoved(roomId, mark)
      marks.want(roomId, mark)
    },
    /** Marks the room as unread from the message at this position on. */
    markUnread(roomId: RoomId, from: Seq): void {
      const room = options.summaryOf(roomId)
      if (!room) return
      const mark = { epoch: markOf(room).epoch + 1, seq: Math.max(0, Math.min(from - 1, room.head)) }
      options.onMoved(roomId, mark)
      marks.want(roomId, mark)
    },
    /** The server has just told how far it knows that one has read: what it does not know is said again. */
    repeat(answered: readonly RoomSummary[]): void {
      for (const room of answered) {
        const mark = markOf(options.summaryOf(room.id) ?? room)
        if (holdsAgainst(mark, markOf(room))) marks.want(room.id, mark)
      }
    },
    resume: marks.resume,
    clear: marks.clear,
  }
}
