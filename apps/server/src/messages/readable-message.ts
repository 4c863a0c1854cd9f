import type { MessageId, RoomId, Seq, UserId } from '@chat/protocol'
import type { Kysely } from 'kysely'
import type { Tables } from '../database/tables.ts'
import { ChatError } from '../gate/chat-error.ts'
import { NO_SUCH_MESSAGE } from '../rooms/room-access.ts'

/**
 * Where a message stands that the reader may read, whose it is, and how far they may see the room's log.
 *
 * @throws {ChatError} NOT_FOUND if it does not exist or is not theirs to see
 */
export async function readableMessage(
  db: Kysely<Tables>,
  reader: UserId,
  messageId: MessageId,
): Promise<{ readonly roomId: RoomId; readonly seq: Seq; readonly head: Seq; readonly authorId: UserId }> {
  const row = await db
    .selectFrom('messages')
    .innerJoin('members', 'members.room_id', 'messages.room_id')
    .innerJoin('rooms', 'rooms.id', 'messages.room_id')
    .select(['messages.room_id', 'messages.seq', 'messages.author_id', 'rooms.head'])
    .where('messages.id', '=', messageId)
    .where('members.user_id', '=', reader)
    .where('members.left_seq', 'is', null)
    .executeTakeFirst()
  if (!row) throw new ChatError(NO_SUCH_MESSAGE.code, NO_SUCH_MESSAGE.message)
  return { roomId: row.room_id, seq: row.seq, head: row.head, authorId: row.author_id }
}
