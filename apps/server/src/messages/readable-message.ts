import type { MessageId, RoomId, Seq, UserId } from '@chat/protocol'
import type { Kysely } from 'kysely'
import type { Tables } from '../database/tables.ts'
import { ChatError } from '../gate/chat-error.ts'
import { NO_SUCH_MESSAGE } from '../rooms/room-access.ts'

interface ReadableMessage {
  readonly roomId: RoomId
  readonly seq: Seq
  readonly head: Seq
  readonly authorId: UserId
  readonly threadRoot: MessageId | null
}

/**
 * Where a message stands that the reader may read, whose it is, and how far they may see the room's log.
 *
 * @throws {ChatError} NOT_FOUND if it does not exist or is not theirs to see
 */
export async function readableMessage(
  db: Kysely<Tables>,
  reader: UserId,
  messageId: MessageId,
): Promise<ReadableMessage> {
  const row = await db
    .selectFrom('messages')
    .innerJoin('members', 'members.room_id', 'messages.room_id')
    .innerJoin('rooms', 'rooms.id', 'messages.room_id')
    .select(['messages.room_id', 'messages.seq', 'messages.author_id', 'messages.thread_root', 'rooms.head'])
    .where('messages.id', '=', messageId)
    .where('members.user_id', '=', reader)
    .where('members.left_seq', 'is', null)
    .executeTakeFirst()
  if (!row) throw new ChatError(NO_SUCH_MESSAGE.code, NO_SUCH_MESSAGE.message)
  const { room_id: roomId, seq, head, author_id: authorId, thread_root: threadRoot } = row
  return { roomId, seq, head, authorId, threadRoot }
}
