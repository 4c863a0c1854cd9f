import type { MessageId, RoomId, Seq, UserId } from '@chat/protocol'
import type { Kysely } from 'kysely'
import type { Tables } from '../database/tables.ts'
import { ChatError } from '../gate/chat-error.ts'

/**
 * Where a message stands that the reader may read, and whose it is.
 *
 * @throws {ChatError} NOT_FOUND if it does not exist or is not theirs to see
 */
export async function readableMessage(
  db: Kysely<Tables>,
  reader: UserId,
  messageId: MessageId,
): Promise<{ readonly roomId: RoomId; readonly seq: Seq; readonly authorId: UserId }> {
  const row = await db
    .selectFrom('messages')
    .innerJoin('members', 'members.room_id', 'messages.room_id')
    .select(['messages.room_id', 'messages.seq', 'messages.author_id'])
    .where('messages.id', '=', messageId)
    .where('members.user_id', '=', reader)
    .where('members.left_seq', 'is', null)
    .executeTakeFirst()
  if (!row) throw new ChatError('NOT_FOUND', 'There is no such message.')
  return { roomId: row.room_id, seq: row.seq, authorId: row.author_id }
}
