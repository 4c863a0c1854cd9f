import { limits, type Message, type RoomId, type RoomSummary, type Seq, type UserId } from '@chat/protocol'
import { type ExpressionBuilder, type Kysely, sql } from 'kysely'
import type { Tables } from '../database/tables.ts'
import { ChatError } from '../gate/chat-error.ts'
import { findMessages } from '../messages/messages-store.ts'

/**
 * The head of a room that the reader may read.
 *
 * @throws {ChatError} NOT_FOUND if it does not exist or is not theirs to see
 */
export async function readableRoom(
  db: Kysely<Tables>,
  reader: UserId,
  roomId: RoomId,
): Promise<{ roomId: RoomId; head: Seq }> {
  const row = await db
    .selectFrom('members')
    .innerJoin('rooms', 'rooms.id', 'members.room_id')
    .select('rooms.head')
    .where('members.room_id', '=', roomId)
    .where('members.user_id', '=', reader)
    .where('members.left_seq', 'is', null)
    .executeTakeFirst()
  if (!row) throw new ChatError('NOT_FOUND', 'There is no such room.')
  return { roomId, head: row.head }
}

/** The rooms that somebody is a member of, as they see them. */
export async function findSummaries(db: Kysely<Tables>, reader: UserId): Promise<RoomSummary[]> {
  const rows = await db
    .selectFrom('members')
    .innerJoin('rooms', 'rooms.id', 'members.room_id')
    .select((query) => [
      'rooms.id',
      'rooms.kind',
      'rooms.name',
      'rooms.slug',
      'rooms.topic',
      'rooms.head',
      'rooms.member_count',
      'members.role',
      'members.last_read_seq',
      lastMessageId(query).as('last_message_id'),
      unread(reader).as('unread'),
    ])
    .where('members.user_id', '=', reader)
    .where('members.left_seq', 'is', null)
    .orderBy('rooms.name')
    .orderBy('rooms.id')
    .execute()
  const lastMessages = await findMessages(
    db,
    rows.flatMap((row) => row.last_message_id ?? []),
  )
  const lastByRoom = new Map<string, Message>(lastMessages.map((message) => [message.roomId, message]))

  return rows.map((row) => {
    const lastMessage = lastByRoom.get(row.id)
    return {
      id: row.id,
      kind: row.kind,
      name: row.name,
      ...(row.slug !== null && { slug: row.slug }),
      ...(row.topic !== null && { topic: row.topic }),
      head: row.head,
      memberCount: row.member_count,
      lastReadSeq: row.last_read_seq,
      unread: Number(row.unread),
      mentions: 0,
      role: row.role,
      ...(lastMessage && { lastMessage }),
    }
  })
}

function lastMessageId(query: ExpressionBuilder<Tables, 'rooms' | 'members'>) {
  return query
    .selectFrom('messages')
    .select('messages.id')
    .whereRef('messages.room_id', '=', 'rooms.id')
    .orderBy('messages.seq', 'desc')
    .limit(1)
}

/** Counted, never stored, so that it cannot drift; the count stops at the number that people are shown. */
function unread(reader: UserId) {
  return sql<number>`(
    select count(*) from (
      select 1 from messages
      where messages.room_id = rooms.id and messages.seq > members.last_read_seq and messages.author_id <> ${reader}
      limit ${sql.lit(limits.unread)}
    ) as unread_messages
  )`
}
