import type { Member, RoomChanges, RoomId, RoomSummary, Seq } from '@chat/protocol'

/** Takes over the list that the server sent; a room of which the client has heard newer things meanwhile keeps those. */
export function replaceSummaries(
  known: readonly RoomSummary[],
  answered: readonly RoomSummary[],
  restarted: ReadonlySet<RoomId>,
): readonly RoomSummary[] {
  const before = new Map(known.map((room) => [room.id, room]))
  return answered.map((room) => (restarted.has(room.id) ? room : keepNewer(before.get(room.id), room)))
}

/** Takes over what the server sent of one room; a new room comes at the end. */
export function addSummary(known: readonly RoomSummary[], added: RoomSummary): readonly RoomSummary[] {
  const index = known.findIndex((room) => room.id === added.id)
  return index < 0 ? [...known, added] : known.with(index, keepNewer(known[index], added))
}

function keepNewer(known: RoomSummary | undefined, sent: RoomSummary): RoomSummary {
  if (!known || known.head <= sent.head) return sent
  return { ...sent, head: known.head, ...(known.lastMessage && { lastMessage: known.lastMessage }) }
}

/** Keeps the list current with what changed in one room. Returns the same list where nothing did. */
export function summariseChanges(rooms: readonly RoomSummary[], changes: RoomChanges): readonly RoomSummary[] {
  const index = rooms.findIndex((room) => room.id === changes.roomId)
  const room = rooms[index]
  if (!room) return changes.room ? [...rooms, changes.room] : rooms
  const changed = summarise(room, changes)
  return changed === room ? rooms : rooms.with(index, changed)
}

function summarise(room: RoomSummary, changes: RoomChanges): RoomSummary {
  const head = Math.max(room.head, changes.head, changes.to)
  if (changes.room && changes.room.head >= room.head)
    return { ...changes.room, head: Math.max(head, changes.room.head) }
  const lastMessage = latestMessage(room, changes)
  const memberCount = countMembers(room, changes)
  if (head === room.head && lastMessage === room.lastMessage && memberCount === room.memberCount) return room
  return { ...room, head, memberCount, ...(lastMessage && { lastMessage }) }
}

function latestMessage(room: RoomSummary, changes: RoomChanges): RoomSummary['lastMessage'] {
  const newest = changes.messages.at(-1)
  if (!newest || newest.seq < (room.lastMessage?.seq ?? 0)) return room.lastMessage
  // The same message in an older state than the one known.
  if (newest.seq === room.lastMessage?.seq && changes.to < room.head) return room.lastMessage
  return newest
}

/** Exact only where the changes follow what the count is of; the next sync brings the server's own count. */
function countMembers(room: RoomSummary, { from, members }: RoomChanges): number {
  if (!members || from !== room.head) return room.memberCount
  return Math.max(0, room.memberCount + members.reduce((sum, member) => sum + memberDelta(member, from), 0))
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

/** The list after one has read on in a room, here or on another device. */
export function applyReadMark(rooms: readonly RoomSummary[], roomId: RoomId, seq: Seq): readonly RoomSummary[] {
  const index = rooms.findIndex((room) => room.id === roomId)
  const room = rooms[index]
  if (!room || seq <= room.lastReadSeq) return rooms
  const readAll = seq >= (room.lastMessage?.seq ?? room.head)
  return rooms.with(index, { ...room, lastReadSeq: seq, unread: readAll ? 0 : room.unread })
}
