import type { MessageId, RoomId, UserId } from '@chat/protocol'
import type { Kysely } from 'kysely'
import type { Writing } from '../database/statements.ts'
import type { Tables } from '../database/tables.ts'
import { selectMessages } from '../messages/messages-store.ts'

/** What a message is to pass on, and the room of that, which never changes; undefined where there is no such message. */
export interface ForwardOf {
  readonly messageId: MessageId
  readonly roomId: RoomId | undefined
}

/** The messages that these pass on, by id. Most pass none on, and then nothing is read. */
export async function selectSources(
  writing: Writing,
  postings: readonly { readonly forwardOf?: ForwardOf }[],
): Promise<Map<string, Tables['messages']>> {
  const ids = new Set(postings.flatMap(({ forwardOf }) => forwardOf?.messageId ?? []))
  if (ids.size === 0) return new Map()
  return selectMessages(
    writing,
    Array.from(ids, (messageId) => ({ messageId })),
  )
}

/** Some of the messages that pass on what somebody has written, wherever they are. */
export function findForwardsOf(
  db: Kysely<Tables>,
  authorId: UserId,
  limit: number,
): Promise<Pick<Tables['messages'], 'id' | 'room_id'>[]> {
  return db
    .selectFrom('messages')
    .select(['id', 'room_id'])
    .where('forwarded_author_id', '=', authorId)
    .limit(limit)
    .execute()
}
