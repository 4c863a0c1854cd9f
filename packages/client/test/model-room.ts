import {
  type Forwarded,
  type getRoomHistory,
  limits,
  Message,
  type MessageId,
  type ParsedInput,
  type RoomChanges,
  type RoomId,
  RoomSummary,
  UserId,
} from '@chat/protocol'
import { quotedWith } from './model-quotes.ts'
import { countThread, type ModelThread, threadOf } from './model-thread-counts.ts'

/** A room of the model: a log of pointers and the state of the messages now, as in the real one. */
export interface ModelRoom {
  readonly id: RoomId
  readonly log: MessageId[]
  readonly messages: Map<MessageId, Message>
  readonly members: Set<UserId>
  /** Whom somebody else has taken out. */
  readonly removed: Set<UserId>
  /** How far people have read. */
  readonly reads: Map<UserId, { readonly epoch: number; readonly seq: number }>
  /** What threads are to people. */
  readonly threads: Map<UserId, Map<MessageId, ModelThread>>
}

export function createModelRoom(id: RoomId, members: Iterable<UserId> = []): ModelRoom {
  return {
    id,
    log: [],
    messages: new Map(),
    members: new Set(members),
    removed: new Set(),
    reads: new Map(),
    threads: new Map(),
  }
}

export function headOf(room: ModelRoom): number {
  return room.log.length
}

/** All messages in the order of the log. */
export function allOf(room: ModelRoom): Message[] {
  return [...room.messages.values()].sort((a, b) => a.seq - b.seq)
}

/** The messages of the timeline. */
export function messagesOf(room: ModelRoom): Message[] {
  return allOf(room).filter(({ threadRoot }) => threadRoot === undefined)
}

export interface ModelPost {
  readonly id: MessageId
  readonly authorId: UserId
  readonly text: string
  readonly threadRoot?: MessageId | undefined
  readonly replyTo?: MessageId | undefined
  readonly forwarded?: Forwarded
}

export function post(room: ModelRoom, { threadRoot, replyTo, ...posted }: ModelPost, sentAt: number): Message {
  room.log.push(posted.id)
  const seq = headOf(room)
  const { mentionsRoom, mentions } = mentionedIn(posted.text)
  const place = threadRoot ? { threadRoot } : mentionsRoom && { mentionsRoom }
  const answered = replyTo && { replyTo, replyToAuthorId: room.messages.get(replyTo)?.authorId }
  const message = Message.parse({ ...posted, roomId: room.id, seq, sentAt, ...place, ...answered, mentions })
  room.messages.set(message.id, message)
  if (threadRoot) countThread(room, threadRoot)
  return message
}

/** Somebody comes or goes: that takes a place in the log, and no message changes. */
export function setMember(room: ModelRoom, userId: UserId, inside: boolean): void {
  room.log.push(`member ${userId}` as never)
  if (inside) room.members.add(userId)
  else room.members.delete(userId)
}

/** Everybody is called like their id. */
function mentionedIn(text: string): Pick<Message, 'mentions' | 'mentionsRoom'> {
  const names = [...text.matchAll(/@(\w+)/g)].map(([, name = '']) => name)
  const mentions = names.filter((name) => name !== 'room').map((name) => ({ userId: UserId.parse(name), name }))
  return { ...(mentions.length > 0 && { mentions }), ...(names.includes('room') && { mentionsRoom: true as const }) }
}

/** A change of a message that is there: it takes a place in the log, the message keeps its own. */
export function edit(room: ModelRoom, id: MessageId, text: string, editedAt: number): void {
  const message = room.messages.get(id)
  if (!message || message.deletedAt !== undefined) return
  room.log.push(id)
  const { mentions: _mentions, mentionsRoom: _mentionsRoom, ...rest } = message
  const { mentionsRoom, mentions } = mentionedIn(text)
  const everybody = message.threadRoot === undefined && mentionsRoom && { mentionsRoom }
  room.messages.set(id, { ...rest, text, editedAt, ...(mentions && { mentions }), ...everybody })
}

/** A message is taken back: it keeps its place, and its text is gone. */
export function bury(room: ModelRoom, id: MessageId, deletedAt: number): void {
  const message = room.messages.get(id)
  if (!message || message.deletedAt !== undefined) return
  room.log.push(id)
  const { editedAt: _editedAt, mentions: _mentions, mentionsRoom: _mentionsRoom, ...said } = message
  const { replyTo: _replyTo, replyToAuthorId: _replyToAuthorId, ...rest } = said
  room.messages.set(id, { ...rest, text: '', deletedAt })
  if (message.threadRoot) countThread(room, message.threadRoot)
}

/** What changed after `from`, at most `limit` entries of the log, in the state of now. */
export function changesAfter(room: ModelRoom, from: number, limit: number, until = headOf(room)): RoomChanges {
  const to = Math.min(until, from + limit)
  const changed = new Set(room.log.slice(from, to))
  for (const id of [...changed]) {
    const root = room.messages.get(id)?.threadRoot
    if (root) changed.add(root)
  }
  const messages = allOf(room).filter(({ id }) => changed.has(id))
  const more = to < headOf(room) && { more: true as const }
  return { roomId: room.id, from, to, head: headOf(room), messages, ...quotedWith(messages, room.messages), ...more }
}

export function pageOf(
  room: ModelRoom,
  {
    before,
    around: middleSeq,
    after,
    at,
    limit = limits.historyPage.default,
  }: Omit<ParsedInput<typeof getRoomHistory>, 'roomId'>,
) {
  const all = messagesOf(room)
  const around = at === undefined ? middleSeq : all.find(({ sentAt }) => sentAt >= at)?.seq
  const middle = around === undefined ? 0 : limit / 2
  const start = after ?? around
  const end =
    start === undefined
      ? all.filter(({ seq }) => before === undefined || seq < before).length
      : Math.min(all.length, all.filter(({ seq }) => seq <= start).length + limit - middle)
  const from =
    start === undefined ? Math.max(0, end - limit) : Math.max(0, all.filter(({ seq }) => seq <= start).length - middle)
  const rootId = allOf(room).find(({ seq }) => seq === around)?.threadRoot
  const root = rootId && room.messages.get(rootId)
  const sides = { hasMoreBefore: from > 0, hasMoreAfter: end < all.length }
  const messages = all.slice(from, end)
  const quoted = quotedWith(messages, room.messages)
  return { messages, ...quoted, users: [], ...sides, ...(root && { threadRootSeq: root.seq }) }
}

/** Somebody has read up to a position, or has marked the room as unread from there on. */
export function moveMark(room: ModelRoom, userId: UserId, upTo: number, told: number | undefined) {
  const before = room.reads.get(userId) ?? { epoch: 0, seq: 0 }
  const epoch = Math.max(before.epoch, told ?? 0)
  const asked = (told ?? epoch) === epoch ? Math.min(upTo, headOf(room)) : 0
  const mark = { epoch, seq: epoch > before.epoch ? asked : Math.max(before.seq, asked) }
  room.reads.set(userId, mark)
  return mark
}

/** The room as this person sees it, with a recount of what they have not read. */
export function summaryOf(room: ModelRoom, reader: UserId, blocked: ReadonlySet<UserId> = new Set()): RoomSummary {
  const { seq: lastReadSeq, epoch: readEpoch } = room.reads.get(reader) ?? { seq: 0, epoch: 0 }
  const unread = messagesOf(room).filter(
    ({ seq, authorId, deletedAt }) => seq > lastReadSeq && authorId !== reader && deletedAt === undefined,
  )
  const mentioning = unread.filter(
    ({ authorId, mentions = [], mentionsRoom, replyToAuthorId }) =>
      !blocked.has(authorId) &&
      (mentionsRoom || replyToAuthorId === reader || mentions.some(({ userId }) => userId === reader)),
  )
  const inThreads = [...(room.threads.get(reader)?.keys() ?? [])].reduce(
    (sum, rootId) => sum + threadOf(room, reader, rootId, blocked).mentions,
    0,
  )
  const lastMessage = messagesOf(room).at(-1)
  return RoomSummary.parse({
    id: room.id,
    kind: 'public',
    name: room.id,
    head: headOf(room),
    memberCount: room.members.size,
    lastReadSeq,
    ...(readEpoch > 0 && { readEpoch }),
    unread: Math.min(limits.unread, unread.length),
    mentions: Math.min(limits.unread, mentioning.length + inThreads),
    ...(inThreads > 0 && { mentionsInThreads: Math.min(limits.unread, inThreads) }),
    role: 'member',
    ...(lastMessage && { lastMessage }),
  })
}
