import { limits, type Message, type RoomId, type RoomSummary, type Seq, type UserId } from '@chat/protocol'
import { type ExpressionBuilder, type JoinBuilder, type Kysely, sql } from 'kysely'
import type { Tables } from '../database/tables.ts'
import { ChatError } from '../gate/chat-error.ts'
import { mentionsAfterMark } from '../mentions/mentions-store.ts'
import { findMessages } from '../messages/messages-store.ts'
import { mentionsInThreads } from '../threads/threads-store.ts'
import { isShown, peopleIn } from './direct-rooms.ts'
import type { MemberOf } from './members-store.ts'

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

/** The room of this id or slug, if the reader is in it or everybody may see it. */
export async function findRoomAt(
  db: Kysely<Tables>,
  reader: UserId,
  column: 'id' | 'slug',
  address: string,
): Promise<{ row: RoomRow; member: boolean } | undefined> {
  const row = await db
    .selectFrom('rooms')
    .leftJoin('members', membershipOf(reader))
    .select([...roomColumns, 'members.user_id'])
    .where(sql.ref<string>(`rooms.${column}`), '=', address)
    .executeTakeFirst()
  if (!row) return undefined
  const member = row.user_id !== null
  // What has no entry in its log was never finished.
  return member || (row.kind === 'public' && row.head > 0) ? { row, member } : undefined
}

/** A room and what somebody is or was in it. Whether they may know of it is for the caller to decide. */
export async function findRoomAndMember(
  db: Kysely<Tables>,
  { roomId, userId }: MemberOf,
): Promise<{ room: Tables['rooms'] | undefined; member: Tables['members'] | undefined }> {
  const member = await db
    .selectFrom('members')
    .selectAll()
    .where('room_id', '=', roomId)
    .where('user_id', '=', userId)
    .executeTakeFirst()
  const room = await db.selectFrom('rooms').selectAll().where('id', '=', roomId).executeTakeFirst()
  return { room, member }
}

/** Joins what somebody is in a room to the room, and nothing where they are not in it. */
export function membershipOf(reader: UserId) {
  return (join: JoinBuilder<Tables, 'rooms' | 'members'>) =>
    join.onRef('members.room_id', '=', 'rooms.id').on('members.user_id', '=', reader).on('members.left_seq', 'is', null)
}

/** What {@link describeRoom} takes. */
export const roomColumns = [
  'rooms.id',
  'rooms.kind',
  'rooms.name',
  'rooms.slug',
  'rooms.topic',
  'rooms.read_only',
  'rooms.archived',
  'rooms.pin_count',
  'rooms.head',
  'rooms.member_count',
  'rooms.direct_key',
] as const

export type RoomRow = Pick<
  Tables['rooms'],
  | 'id'
  | 'kind'
  | 'name'
  | 'slug'
  | 'topic'
  | 'read_only'
  | 'archived'
  | 'pin_count'
  | 'head'
  | 'member_count'
  | 'direct_key'
>

/** What a room is, whoever sees it. */
export function describeRoom(row: RoomRow) {
  const { id, kind, name, slug, topic, read_only, archived, pin_count, head, member_count } = row
  const memberIds = peopleIn(row)
  return {
    id,
    kind,
    name,
    ...(slug !== null && { slug }),
    ...(topic !== null && { topic }),
    ...(read_only === 1 && { readOnly: true }),
    ...(archived === 1 && { archived: true }),
    ...(pin_count > 0 && { pins: pin_count }),
    head,
    memberCount: member_count,
    ...(memberIds && { memberIds }),
  }
}

/** A room as it looks to anybody: nothing in it is about one person. */
export function describeForAll(row: RoomRow): RoomSummary {
  return { ...describeRoom(row), lastReadSeq: row.head, unread: 0, mentions: 0, role: 'member' }
}

/**
 * For a frame that many get: a room as it is now; undefined if nothing about it has changed after a position, or something
 * after the head that all of them may see.
 */
export async function findRoomForAll(
  db: Kysely<Tables>,
  { roomId, head }: { readonly roomId: RoomId; readonly head: Seq },
  after: Seq,
): Promise<RoomSummary | undefined> {
  const row = await db
    .selectFrom('rooms')
    .select(roomColumns)
    .where('id', '=', roomId)
    .where('changed_seq', '>', after)
    .where('changed_seq', '<=', head)
    .executeTakeFirst()
  return row && describeForAll({ ...row, head })
}

/** The rooms that each of these people is a member of and has not hidden, as they see them; or one room, hidden or not. */
export async function findSummaries(
  db: Kysely<Tables>,
  readers: readonly UserId[],
  roomId?: RoomId,
): Promise<Map<UserId, RoomSummary[]>> {
  const memberships = db
    .selectFrom('members')
    .innerJoin('rooms', 'rooms.id', 'members.room_id')
    .select((query) => [
      ...roomColumns,
      'members.user_id',
      'members.role',
      'members.favourite',
      'members.last_read_seq',
      'members.read_epoch',
      lastMessageId(query).as('last_message_id'),
      unread.as('unread'),
      mentionsAfterMark.as('mentions'),
      mentionsInThreads.as('mentions_in_threads'),
    ])
    .where('members.user_id', 'in', readers)
    .where('members.left_seq', 'is', null)
    .orderBy('rooms.name')
    .orderBy('rooms.id')
  const rows = await (roomId === undefined
    ? memberships.where(isShown)
    : memberships.where('rooms.id', '=', roomId)
  ).execute()
  const heads = new Map(rows.map((row) => [row.id, row.head]))
  const lastMessageIds = [...new Set(rows.flatMap((row) => row.last_message_id ?? []))]
  const lastMessages = await findMessages(db, lastMessageIds, (id) => heads.get(id) ?? 0)
  const lastByRoom = new Map<string, Message>(lastMessages.map((message) => [message.roomId, message]))

  const summaries = new Map<UserId, RoomSummary[]>(readers.map((reader) => [reader, []]))
  for (const row of rows) {
    const lastMessage = lastByRoom.get(row.id)
    const inThreads = Number(row.mentions_in_threads)
    summaries.get(row.user_id)?.push({
      ...describeRoom(row),
      lastReadSeq: row.last_read_seq,
      ...(row.read_epoch > 0 && { readEpoch: row.read_epoch }),
      unread: Number(row.unread),
      mentions: Math.min(limits.unread, Number(row.mentions) + inThreads),
      ...(inThreads > 0 && { mentionsInThreads: inThreads }),
      role: row.role,
      ...(row.favourite === 1 && { favourite: true as const }),
      ...(lastMessage && { lastMessage }),
    })
  }
  return summaries
}

/**
 * A room as one of its members sees it.
 *
 * @throws {ChatError} NOT_FOUND if the reader is not a member (any more)
 */
export async function findSummary(db: Kysely<Tables>, reader: UserId, roomId: RoomId): Promise<RoomSummary> {
  const [room] = (await findSummaries(db, [reader], roomId)).get(reader) ?? []
  if (!room) throw new ChatError('NOT_FOUND', 'There is no such room.')
  return room
}

function lastMessageId(query: ExpressionBuilder<Tables, 'rooms' | 'members'>) {
  return query
    .selectFrom('messages')
    .select('messages.id')
    .whereRef('messages.room_id', '=', 'rooms.id')
    .where('messages.thread_root', 'is', null)
    .orderBy('messages.seq', 'desc')
    .limit(1)
}

/**
 * Counted, never stored, so that it cannot drift; the count stops at the number that people are shown. In order, so that
 * it walks the index from the mark on and no planner gets the idea to look through the whole table for the first hundred.
 */
const unread = sql<number>`(
  select count(*) from (
    select 1 from messages
    where messages.room_id = rooms.id and messages.seq > members.last_read_seq and messages.author_id <> members.user_id
      and messages.deleted_at is null and messages.thread_root is null
    order by messages.seq
    limit ${sql.lit(limits.unread)}
  ) as unread_messages
)`
