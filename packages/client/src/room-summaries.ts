import {
  limits,
  type Member,
  type Message,
  type RoomChanges,
  type RoomId,
  type RoomSummary,
  type Seq,
  type UserId,
} from '@chat/protocol'
import { holdsAgainst, markOf, type ReadMark } from './read-mark.ts'
import { changedIn, countUnread, type Reader, timelineMentions, type UnreadCounts } from './unread-after.ts'

/** Takes over the list that the server sent; a room of which the client has heard newer things meanwhile keeps those. */
export function replaceSummaries(
  known: readonly RoomSummary[],
  answered: readonly RoomSummary[],
  restarted: ReadonlySet<RoomId>,
): readonly RoomSummary[] {
  const before = new Map(known.map((room) => [room.id, room]))
  return answered.map((room) => {
    const older = before.get(room.id)
    return !older || restarted.has(room.id) ? room : takeSent(older, room)
  })
}

/** Takes over what the server sent of one room; a new room comes at the end. */
export function addSummary(known: readonly RoomSummary[], added: RoomSummary): readonly RoomSummary[] {
  const index = known.findIndex((room) => room.id === added.id)
  const older = known[index]
  return older ? known.with(index, takeSent(older, added)) : [...known, added]
}

/** What was read here may not have reached the server when it sent this. */
function takeSent(older: RoomSummary, sent: RoomSummary): RoomSummary {
  const counts = { unread: older.unread, mentions: timelineMentions(older) }
  return moveMark(keepNewer(older, sent), markOf(older), older.head >= sent.head ? counts : undefined)
}

function keepNewer(older: RoomSummary, sent: RoomSummary): RoomSummary {
  if (older.head <= sent.head) return sent
  const unread = Math.max(older.unread, sent.unread)
  const { mentions } = withThreads(sent, {
    unread,
    mentions: Math.max(timelineMentions(older), timelineMentions(sent)),
  })
  const { head, role, lastMessage } = older
  return { ...withSettings(sent, older), unread, mentions, head, role, ...(lastMessage && { lastMessage }) }
}

/** Takes over what the server has counted of one room, and what it was then: frames that it was ahead of add nothing. */
export function takeCounted(known: readonly RoomSummary[], counted: RoomSummary): readonly RoomSummary[] {
  const { head, memberCount, lastReadSeq, readEpoch, unread, mentions, mentionsInThreads, role, lastMessage } = counted
  const counts = { unread, mentions, ...(mentionsInThreads && { mentionsInThreads }) }
  const mark = { lastReadSeq, ...(readEpoch !== undefined && { readEpoch }) }
  const now = { head, memberCount, ...mark, ...counts, role, ...(lastMessage && { lastMessage }) }
  return known.map((room) => {
    if (room.id !== counted.id) return room
    const { mentionsInThreads: _, ...before } = withSettings(room, counted)
    return { ...before, ...now }
  })
}

/** Keeps the list current with what changed in one room. Returns the same list where nothing did. */
export function summariseChanges(
  rooms: readonly RoomSummary[],
  changes: RoomChanges,
  reader: Reader,
): readonly RoomSummary[] {
  const index = rooms.findIndex((room) => room.id === changes.roomId)
  const room = rooms[index]
  if (!room) return rooms
  const changed = summarise(room, changes, reader)
  return changed === room ? rooms : rooms.with(index, changed)
}

function summarise(room: RoomSummary, changes: RoomChanges, reader: Reader): RoomSummary {
  const head = Math.max(room.head, changes.head, changes.to)
  const lastMessage = latestMessage(room, changes)
  const memberCount = countMembers(room, changes)
  const settings = changes.room && changes.room.head >= room.head ? changes.room : room
  const role = roleAfter(room, changes, reader.me)
  if (
    head === room.head &&
    lastMessage === room.lastMessage &&
    memberCount === room.memberCount &&
    settings === room &&
    role === room.role
  )
    return room
  const added = newlyUnread(room, changes, reader)
  const unread = Math.min(limits.unread, stillUnread(room, changes, reader) + added.unread)
  const mentions = Math.min(unread, timelineMentions(room) + added.mentions)
  const counts = withThreads(room, { unread, mentions })
  return { ...withSettings(room, settings), head, memberCount, ...counts, role, ...(lastMessage && { lastMessage }) }
}

/** A frame tells many people what a room is now: what is one's own in the summary stays. */
function withSettings(room: RoomSummary, { name, slug, topic, readOnly, archived, pins }: RoomSummary): RoomSummary {
  const { slug: _slug, topic: _topic, readOnly: _readOnly, archived: _archived, pins: _pins, ...own } = room
  return {
    ...own,
    name,
    ...(slug !== undefined && { slug }),
    ...(topic !== undefined && { topic }),
    ...(readOnly !== undefined && { readOnly }),
    ...(archived !== undefined && { archived }),
    ...(pins !== undefined && { pins }),
  }
}

/** One's own role, unless the changes are older than what is known. */
function roleAfter(room: RoomSummary, { members, to }: RoomChanges, me: UserId | undefined): RoomSummary['role'] {
  const mine = to >= room.head ? members?.find(({ userId }) => userId === me) : undefined
  return mine?.role ?? room.role
}

/** Messages of others that the count does not hold yet: what is not beyond the head was counted, or has only changed. */
function newlyUnread(room: RoomSummary, { messages }: RoomChanges, reader: Reader): UnreadCounts {
  const counted = Math.max(room.head, room.lastReadSeq)
  return countUnread(
    messages.filter(({ seq }) => seq > counted),
    reader,
  )
}

/**
 * The count before, without what was deleted since. Only changes that follow on what is known were not taken off before; a
 * count that has reached its end says nothing of how many there are: see `leavesDoubt`.
 */
function stillUnread(room: RoomSummary, changes: RoomChanges, { me }: Reader): number {
  if (changes.from !== room.head || room.unread === limits.unread) return room.unread
  const gone = changedIn(changes).filter(
    ({ seq, authorId, deletedAt, threadRoot }) =>
      deletedAt !== undefined &&
      threadRoot === undefined &&
      authorId !== me &&
      seq > room.lastReadSeq &&
      seq <= room.head,
  )
  return Math.max(0, room.unread - gone.length)
}

function latestMessage(room: RoomSummary, changes: RoomChanges): RoomSummary['lastMessage'] {
  const newest = changes.messages.findLast(({ threadRoot }) => threadRoot === undefined)
  if (!newest || newest.seq < (room.lastMessage?.seq ?? 0)) return room.lastMessage
  // The same message in an older state than the one known.
  if (newest.seq === room.lastMessage?.seq && changes.to < room.head) return room.lastMessage
  return newest
}

/** Exact only where the changes reach back to what the count is of; the next sync brings the server's own count. */
function countMembers({ head, memberCount }: RoomSummary, { from, members }: RoomChanges): number {
  if (!members || from > head) return memberCount
  return Math.max(0, memberCount + members.reduce((sum, member) => sum + memberDelta(member, head), 0))
}

function memberDelta(member: Member, from: Seq): number {
  const joined = member.joinedSeq > from
  const left = member.leftSeq !== undefined && member.leftSeq > from
  return (joined ? 1 : 0) - (left ? 1 : 0)
}

/** The list without a room that one has left. */
export function removeSummary(rooms: readonly RoomSummary[], roomId: RoomId): readonly RoomSummary[] {
  const left = rooms.filter((room) => room.id !== roomId)
  return left.length === rooms.length ? rooms : left
}

/**
 * The people whose names a message shows: whoever wrote or pinned it or what it passes on, whom it answers and mentions, and
 * the first who react with each emoji.
 */
export function peopleNamed({
  authorId,
  replyToAuthorId = authorId,
  pinnedBy,
  forwarded,
  mentions = [],
  reactions = [],
}: Message): UserId[] {
  const mentioned = mentions.map(({ userId }) => userId)
  return [
    authorId,
    replyToAuthorId,
    ...(pinnedBy ? [pinnedBy] : []),
    ...(forwarded ? [forwarded.authorId] : []),
    ...mentioned,
    ...reactions.flatMap(({ userIds }) => userIds.slice(0, limits.reactionsNamedEach)),
  ]
}

/** The people whose names a room shows in the list. */
export function peopleShown({ memberIds = [], lastMessage }: RoomSummary): UserId[] {
  return [...memberIds, ...(lastMessage ? [lastMessage.authorId] : [])]
}

/** The list after a room has become a favourite, or is none any more. */
export function setFavourite(rooms: readonly RoomSummary[], roomId: RoomId, on: boolean): readonly RoomSummary[] {
  const index = rooms.findIndex((room) => room.id === roomId)
  const room = rooms[index]
  if (!room || (room.favourite ?? false) === on) return rooms
  const { favourite: _, ...rest } = room
  return rooms.with(index, on ? { ...rest, favourite: true } : rest)
}

/**
 * The list after one has read on in a room, or has marked it as unread, here or on another device.
 *
 * @param unreadAfter what follows, where the client has all of it
 */
export function applyReadMark(
  rooms: readonly RoomSummary[],
  roomId: RoomId,
  mark: ReadMark,
  unreadAfter?: UnreadCounts,
): readonly RoomSummary[] {
  const index = rooms.findIndex((room) => room.id === roomId)
  const room = rooms[index]
  return room && holdsAgainst(mark, markOf(room)) ? rooms.with(index, moveMark(room, mark, unreadAfter)) : rooms
}

/**
 * Without a count of what follows, the counts before stand until the server says more: at most a badge stays too high, and
 * what was marked as unread has one.
 */
function moveMark(room: RoomSummary, mark: ReadMark, unreadAfter?: UnreadCounts): RoomSummary {
  if (!holdsAgainst(mark, markOf(room))) return room
  const { epoch, seq } = mark
  const least = Math.max(room.unread, seq < room.lastReadSeq ? 1 : 0)
  const after = unreadAfter ?? { unread: least, mentions: timelineMentions(room) }
  const readAll = seq >= (room.lastMessage?.seq ?? room.head)
  const unread = readAll ? 0 : Math.min(limits.unread, after.unread, Math.max(0, room.head - seq))
  return {
    ...room,
    lastReadSeq: seq,
    ...(epoch > 0 && { readEpoch: epoch }),
    ...withThreads(room, { unread, mentions: Math.min(unread, after.mentions) }),
  }
}

/** Puts what was counted in the timeline into a summary: it also says how often one is mentioned in threads. */
export function withThreads({ mentionsInThreads = 0 }: RoomSummary, { unread, mentions }: UnreadCounts): UnreadCounts {
  return { unread, mentions: Math.min(limits.unread, mentions + mentionsInThreads) }
}
