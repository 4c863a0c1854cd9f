import type { MessageId, RoomId, UserId } from '@chat/protocol'
import type { Writing } from '../database/statements.ts'
import type { Refused } from '../log/applier.ts'
import { selectMessages } from '../messages/messages-store.ts'
import { selectMemberships } from '../rooms/members-store.ts'
import { NO_SUCH_MESSAGE } from '../rooms/room-access.ts'

/** A message that somebody is about to post. */
interface Posting {
  readonly messageId: MessageId
  readonly roomId: RoomId
  readonly actorId: UserId
  readonly threadRoot?: MessageId
}

export const NO_ROOT: Refused = {
  status: 'refused',
  code: 'VALIDATION_FAILED',
  message: 'A thread hangs on a message of the same room that is in no thread itself.',
}

/**
 * Finds out which of these messages cannot go into the threads that they name. A message that their author may not see is
 * one that does not exist. Asks nothing where none of them is for a thread.
 *
 * @returns why one cannot; also takes note of one that can, since a later one of the group may hang on it
 */
export async function findRefusedThreads(
  writing: Writing,
  postings: readonly Posting[],
): Promise<(posting: Posting) => Refused | undefined> {
  const ids = new Set(postings.flatMap(({ threadRoot }) => threadRoot ?? []))
  if (ids.size === 0) return () => undefined
  const rows = await selectMessages(
    writing,
    [...ids].map((messageId) => ({ messageId })),
  )
  const roots = new Map([...rows.values()].map(({ id, room_id, thread_root }) => [id, { room_id, thread_root }]))
  const memberOf = await selectMemberships(
    writing,
    postings.flatMap(({ threadRoot, actorId }) => {
      const root = threadRoot && roots.get(threadRoot)
      return root ? { roomId: root.room_id, userId: actorId } : []
    }),
  )
  return ({ messageId, roomId, actorId, threadRoot = null }) => {
    const root = threadRoot === null ? undefined : roots.get(threadRoot)
    if (threadRoot !== null && !root) return NO_SUCH_MESSAGE
    if (root && root.room_id !== roomId) {
      return memberOf(root.room_id, actorId)?.left_seq === null ? NO_ROOT : NO_SUCH_MESSAGE
    }
    if (root && root.thread_root !== null) return NO_ROOT
    roots.set(messageId, { room_id: roomId, thread_root: threadRoot })
    return undefined
  }
}
