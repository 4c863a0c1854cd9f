import type { MessageId, RoomId } from '@chat/protocol'
import type { Writing } from '../database/statements.ts'
import type { Refused } from '../log/applier.ts'
import { NO_SUCH_MESSAGE } from '../rooms/room-access.ts'
import { selectAnsweredRows } from './quotes-store.ts'

/** A message that somebody is about to post, or has begun to write, and which has no id then. */
interface Posting {
  readonly messageId?: MessageId
  readonly roomId: RoomId
  readonly threadRoot?: MessageId
  readonly replyTo?: MessageId
}

/**
 * Finds out which of these messages answer something that is not in the timeline of their room. It may be deleted, as it
 * would be had that happened a moment later: nobody's text is lost by what others do.
 *
 * @returns why one cannot; also takes note of one that can, since a later one of the group may answer it
 */
export async function findRefusedReplies(
  writing: Writing,
  postings: readonly Posting[],
): Promise<(posting: Posting) => Refused | undefined> {
  const rows = await selectAnsweredRows(writing, postings)
  const rooms = new Map(rows.flatMap((row) => (row.thread_root === null ? [[row.id, row.room_id]] : [])))
  return ({ messageId, roomId, threadRoot, replyTo }) => {
    if (replyTo !== undefined && rooms.get(replyTo) !== roomId) return NO_SUCH_MESSAGE
    if (messageId !== undefined && threadRoot === undefined) rooms.set(messageId, roomId)
    return undefined
  }
}
