import type { UserId } from '@chat/protocol'
import type { Writing } from '../database/statements.ts'
import type { Refused } from '../log/applier.ts'
import { selectMemberships } from '../rooms/members-store.ts'
import { NO_SUCH_MESSAGE } from '../rooms/room-access.ts'
import { forwardedOf } from './forwarded.ts'
import { type ForwardOf, selectSources } from './forwards-store.ts'

/** A message that somebody is about to post. */
interface Posting {
  readonly actorId: UserId
  readonly forwardOf?: ForwardOf
}

/**
 * Finds out which of these messages would pass something on that their author may not see, or that is deleted: it is no
 * different from what nobody has written. Asks nothing where none of them passes anything on.
 */
export async function findRefusedForwards(
  writing: Writing,
  postings: readonly Posting[],
): Promise<(posting: Posting) => Refused | undefined> {
  if (!postings.some(({ forwardOf }) => forwardOf)) return () => undefined
  const sources = await selectSources(writing, postings)
  const memberOf = await selectMemberships(
    writing,
    postings.flatMap(({ actorId, forwardOf }) =>
      forwardOf?.roomId === undefined ? [] : { roomId: forwardOf.roomId, userId: actorId },
    ),
  )
  return ({ actorId, forwardOf }) => {
    if (!forwardOf) return undefined
    const source = sources.get(forwardOf.messageId)
    const readable = source && memberOf(source.room_id, actorId)?.left_seq === null
    return readable && forwardedOf(source, false) ? undefined : NO_SUCH_MESSAGE
  }
}
