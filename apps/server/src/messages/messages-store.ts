import type { Message, MessageId, Reaction, RoomId, Seq, UserId } from '@chat/protocol'
import { type Kysely, sql } from 'kysely'
import { selectEach, type Writing } from '../database/statements.ts'
import type { Tables } from '../database/tables.ts'
import { parseForwarded } from '../forwards/forwarded.ts'
import { ChatError } from '../gate/chat-error.ts'
import type { ChangedState, Placed, RoomChange } from '../log/applier.ts'
import { parseMentions } from '../mentions/mentions-store.ts'
import { readReactions } from '../reactions/reactions-store.ts'
import { NO_SUCH_MESSAGE } from '../rooms/room-access.ts'
import { threadOf } from '../threads/thread-of-root.ts'
import { countFitting, FRAME_BUDGET } from './frame-budget.ts'

/** What shows of a message. One that has just been posted has no more. */
type MessageRow = Pick<
  Tables['messages'],
  'id' | 'room_id' | 'seq' | 'author_id' | 'text' | 'sent_at' | 'thread_root' | 'mentions'
> &
  Partial<Tables['messages']>

export function toMessage(row: MessageRow): Message {
  return {
    id: row.id,
    roomId: row.room_id,
    seq: row.seq,
    authorId: row.author_id,
    text: row.text,
    sentAt: row.sent_at,
    ...(row.thread_root !== null && { threadRoot: row.thread_root }),
    ...threadOf(row),
    ...(row.reply_to !== null && { replyTo: row.reply_to }),
    ...(row.reply_to_author_id !== null && { replyToAuthorId: row.reply_to_author_id }),
    ...(row.forwarded != null && { forwarded: parseForwarded(row.forwarded) }),
    ...(row.edited_at != null && { editedAt: row.edited_at }),
    ...(row.mentions !== null && parseMentions(row.mentions)),
    ...(row.pinned_at != null && { pinnedAt: row.pinned_at }),
    ...(row.pinned_by != null && { pinnedBy: row.pinned_by }),
    ...(row.deleted_at != null && { deletedAt: row.deleted_at }),
    ...(row.deleted_by != null && { deletedByModerator: true as const }),
  }
}

function withReactions(message: Message, reactions: readonly Reaction[] | undefined): Message {
  return reactions ? { ...message, reactions: [...reactions] } : message
}

const selectMessage = selectEach('messages', { id: 'text' })

/** The rows of the messages that changes are about, by id, inside their transaction. */
export async function selectMessages(
  writing: Writing,
  changes: readonly { readonly messageId: MessageId }[],
): Promise<Map<string, Tables['messages']>> {
  const rows = await writing.each(
    selectMessage,
    changes.map(({ messageId }) => ({ id: messageId })),
  )
  return new Map(rows.map((row) => [row.id, row]))
}

/** What people see of changes that have just been made to messages: each message as it is now, with its reactions. */
export async function changedMessages(
  { db }: Writing,
  placed: readonly Placed<RoomChange & { readonly messageId: MessageId }>[],
): Promise<ChangedState[]> {
  const ids = placed.map(({ change }) => change.messageId)
  const found = await findMessagesInFull(db, [...new Set(ids)], () => Number.POSITIVE_INFINITY)
  const messages = new Map(found.map((message) => [message.id, message]))
  return ids.map((id) => {
    const message = messages.get(id)
    return message ? { message } : {}
  })
}

/**
 * The room of a message, for a change that says who may make it.
 *
 * @throws {ChatError} NOT_FOUND if there is no such message
 */
export async function roomOfMessage(db: Kysely<Tables>, id: MessageId): Promise<RoomId> {
  const roomId = await findRoomOfMessage(db, id)
  if (roomId === undefined) throw new ChatError(NO_SUCH_MESSAGE.code, NO_SUCH_MESSAGE.message)
  return roomId
}

/** The room of a message, if there is one, for a change that says what it tells of either. */
export async function findRoomOfMessage(db: Kysely<Tables>, id: MessageId): Promise<RoomId | undefined> {
  const row = await db.selectFrom('messages').select('room_id').where('id', '=', id).executeTakeFirst()
  return row?.room_id
}

/**
 * {@link findMessages} with the reactions to them.
 *
 * @param reader is always named where they react; for a frame that many get there is none
 */
export async function findMessagesInFull(
  db: Kysely<Tables>,
  ids: readonly string[],
  headOf: (roomId: RoomId) => Seq,
  reader?: UserId,
): Promise<Message[]> {
  // First, since a reaction that is beyond the head changes the message too, which is then left out.
  const reactions = await readReactions(db, ids, reader)
  const messages = await findMessages(db, ids, headOf)
  return messages.map((message) => withReactions(message, reactions.get(message.id)))
}

/**
 * The messages of these ids, oldest first, without reactions. For what the server itself puts together.
 *
 * @param headOf how far whoever asks may see each room's log: a message that has changed after it is left out, since they
 *   may have been removed before that
 */
export async function findMessages(
  db: Kysely<Tables>,
  ids: readonly string[],
  headOf: (roomId: RoomId) => Seq,
): Promise<Message[]> {
  if (ids.length === 0) return []
  const rows = await db
    .selectFrom('messages')
    .selectAll()
    .where(sql.ref<string>('id'), 'in', ids)
    .orderBy('seq')
    .execute()
  return rows.filter((row) => row.changed_seq <= headOf(row.room_id)).map(toMessage)
}

/** The latest message of a room's timeline, without reactions. For what the server itself puts together. */
export async function findLastMessage(db: Kysely<Tables>, roomId: RoomId): Promise<Message | undefined> {
  const row = await db
    .selectFrom('messages')
    .selectAll()
    .where('room_id', '=', roomId)
    .where('thread_root', 'is', null)
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row && toMessage(row)
}

/** A part of what somebody wrote in a room. */
export interface Stretch {
  readonly roomId: RoomId
  readonly authorId: UserId
  readonly after: Seq
  readonly upTo: Seq
  readonly limit: number
}

/**
 * What somebody wrote there and is not deleted, oldest first. No index tells whose a message is, so that it costs as much
 * as the stretch is long, however little of it is theirs.
 */
export function findUndeleted(
  db: Kysely<Tables>,
  { roomId, authorId, after, upTo, limit }: Stretch,
): Promise<Pick<Tables['messages'], 'id' | 'seq'>[]> {
  return db
    .selectFrom('messages')
    .select(['id', 'seq'])
    .where('room_id', '=', roomId)
    .where('seq', '>', after)
    .where('seq', '<=', upTo)
    .where('author_id', '=', authorId)
    .where('deleted_at', 'is', null)
    .orderBy('seq')
    .limit(limit)
    .execute()
}

/** Which part of a room's timeline, or of a thread: at most one of the three; none stands for the latest page. */
export interface PagePosition {
  readonly before?: Seq | undefined
  readonly around?: Seq | undefined
  readonly after?: Seq | undefined
}

export interface MessagePage {
  readonly messages: Message[]
  readonly hasMoreBefore: boolean
  readonly hasMoreAfter: boolean
}

/** A room up to the head that was read together with the reader's membership: they may have been removed since. */
interface ReadableRoom {
  readonly reader: UserId
  readonly roomId: RoomId
  readonly head: Seq
  /** The thread under this message is read in place of the timeline. */
  readonly threadRoot?: MessageId
}

/** A page of messages, oldest first: at most `limit`, fewer where they would not fit into one frame. */
export async function readPage(
  db: Kysely<Tables>,
  room: ReadableRoom,
  { before, around, after }: PagePosition,
  limit: number,
  budget = FRAME_BUDGET,
): Promise<MessagePage> {
  if (around !== undefined) {
    const half = Math.ceil(limit / 2)
    const older = await readOlder(db, room, around + 1, half, budget / 2)
    const newer = await readNewer(db, room, around, limit - half, budget / 2)
    return {
      messages: [...older.messages, ...newer.messages],
      hasMoreBefore: older.hasMore,
      hasMoreAfter: newer.hasMore,
    }
  }
  if (after !== undefined) {
    const newer = await readNewer(db, room, after, limit, budget)
    const older = await readOlder(db, room, after + 1, 0, budget)
    return { messages: newer.messages, hasMoreBefore: older.hasMore, hasMoreAfter: newer.hasMore }
  }
  const older = await readOlder(db, room, before ?? room.head + 1, limit, budget)
  if (before === undefined) return { messages: older.messages, hasMoreBefore: older.hasMore, hasMoreAfter: false }
  const newer = await readNewer(db, room, before - 1, 0, budget)
  return { messages: older.messages, hasMoreBefore: older.hasMore, hasMoreAfter: newer.hasMore }
}

/** Where the message stands in whose thread the one at this place is, if it is in one. */
export function findThreadAt(
  db: Kysely<Tables>,
  { roomId, head }: Pick<ReadableRoom, 'roomId' | 'head'>,
  seq: Seq,
): Promise<Pick<Tables['messages'], 'seq'> | undefined> {
  return db
    .selectFrom('messages')
    .innerJoin('messages as root', 'root.id', 'messages.thread_root')
    .select('root.seq')
    .where('messages.room_id', '=', roomId)
    .where('messages.seq', '=', Math.min(seq, head))
    .executeTakeFirst()
}

function messagesIn(db: Kysely<Tables>, { roomId, threadRoot }: ReadableRoom) {
  const messages = db.selectFrom('messages').selectAll()
  return threadRoot === undefined
    ? messages.where('room_id', '=', roomId).where('thread_root', 'is', null)
    : messages.where('thread_root', '=', threadRoot)
}

/** The last `limit` messages below a position; with a limit of 0 only tells whether there is one. */
async function readOlder(db: Kysely<Tables>, room: ReadableRoom, below: Seq, limit: number, budget: number) {
  const rows = await messagesIn(db, room)
    .where('seq', '<', Math.min(below, room.head + 1))
    .orderBy('seq', 'desc')
    .limit(limit + 1)
    .execute()
  const { messages, hasMore } = await cut(db, room, rows, { limit, budget })
  return { messages: messages.reverse(), hasMore }
}

/** The first `limit` messages above a position; with a limit of 0 only tells whether there is one. */
async function readNewer(db: Kysely<Tables>, room: ReadableRoom, above: Seq, limit: number, budget: number) {
  const rows = await messagesIn(db, room)
    .where('seq', '>', above)
    .where('seq', '<=', room.head)
    .orderBy('seq')
    .limit(limit + 1)
    .execute()
  return cut(db, room, rows, { limit, budget })
}

/** One row more than the limit was read: it only shows that there is more. */
async function cut(
  db: Kysely<Tables>,
  { reader }: ReadableRoom,
  rows: readonly Tables['messages'][],
  { limit, budget }: { readonly limit: number; readonly budget: number },
) {
  const page = rows.slice(0, limit)
  // What has never changed has no reactions.
  const changed = page.flatMap(({ id, changed_seq }) => (changed_seq > 0 ? id : []))
  const reactions = await readReactions(db, changed, reader)
  const messages = page.map((row) => withReactions(toMessage(row), reactions.get(row.id)))
  const fitting = countFitting(messages, budget)
  return { messages: messages.slice(0, fitting), hasMore: rows.length > fitting }
}
