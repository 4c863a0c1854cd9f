import { limits, type RoomChanges, type RoomId, type RoomSummary, syncSession, type UserId } from '@chat/protocol'
import { ChatError } from '../gate/chat-error.ts'
import { handle } from '../gate/handler.ts'
import { FRAME_BUDGET, frameBytes, USER_BYTES } from '../messages/frame-budget.ts'
import type { SyncReads } from './sync-reads.ts'

/** Enters the rooms first and reads then: what happens in between arrives live, and nothing falls between the two. */
export const handleSyncSession = handle(syncSession, async (call) => {
  const { actor, connection, input, syncReads } = call
  const roomIds = await syncReads.roomIdsOf(actor.userId)
  const joined = await call.joinDefaultRooms(actor.userId, roomIds)
  connection.enter(joined ? await syncReads.roomIdsOf(actor.userId) : roomIds, input.idle ?? false)

  const [everyRoom, blocked, followed, everRemoved, person] = await Promise.all([
    syncReads.summariesOf(actor.userId),
    syncReads.blockedBy(actor.userId),
    syncReads.threadsOf(actor.userId),
    syncReads.removedFrom(actor.userId),
    input.personCursor === undefined ? undefined : syncReads.personChanges(actor.userId, input.personCursor),
  ])
  const rooms = withLatestMessages(everyRoom)
  const threads = followed.slice(0, limits.syncThreads).map(({ thread }) => thread)
  const removedFrom = everRemoved.slice(0, limits.syncRemoved)
  for (const { id, head } of rooms) call.follow(id, head)
  if (person) call.followPerson(actor.userId, person.head)
  const people = peopleOf(rooms)
  const told = { rooms, blocked, removedFrom, threads, person }
  const known = Buffer.byteLength(JSON.stringify(told)) + people.length * USER_BYTES
  const changes = await changesSince(syncReads, rooms, new Map(Object.entries(input.cursors)), FRAME_BUDGET - known)
  const referred = [
    actor.userId,
    ...rooms.flatMap((room) => room.lastMessage?.authorId ?? []),
    ...changes.flatMap((change) => change.messages.map((message) => message.authorId)),
    ...people,
  ]
  const users = await syncReads.findUsers(referred)
  const me = users.find((user) => user.id === actor.userId)
  if (!me) throw new ChatError('AUTH_EXPIRED', 'This account no longer exists.')
  const chosenStatus = call.presence.chosenBy(actor.userId)
  const visible = new Set<string>(rooms.map((room) => room.id))
  return {
    me,
    rooms: [...rooms],
    changes,
    removed: Object.keys(input.cursors).filter((roomId): roomId is RoomId => !visible.has(roomId)),
    ...(removedFrom.length > 0 && { removedFrom }),
    users,
    blocked,
    ...(threads.length > 0 && { threads }),
    ...(followed.length > threads.length && { moreThreads: true as const }),
    ...(chosenStatus !== 'online' && { chosenStatus }),
    ...(!call.receipts.areOn(actor.userId) && { receiptsOff: true as const }),
    ...(person && { person }),
    serverTime: Date.now(),
  }
})

/**
 * The rooms, all of them, but with no more last messages than a connection takes: those of rooms that have been quiet
 * longest are left out. Who is in a room, and what is said there, others decide; nobody may be kept out by it.
 */
function withLatestMessages(rooms: readonly RoomSummary[]): RoomSummary[] {
  let budget = LAST_MESSAGES
  const lastOf = ({ lastMessage }: RoomSummary) => lastMessage?.sentAt ?? 0
  const kept = new Set<RoomId>()
  for (const { id, lastMessage } of rooms.toSorted((one, other) => lastOf(other) - lastOf(one))) {
    budget -= lastMessage ? frameBytes(lastMessage) : 0
    if (budget < 0) break
    kept.add(id)
  }
  return rooms.map((room) => {
    if (kept.has(room.id)) return room
    const { lastMessage: _, ...quiet } = room
    return quiet
  })
}

/** In bytes. Several times what the last messages of many rooms take, and a fraction of what may wait for a connection. */
const LAST_MESSAGES = 262_144

/** The people of direct conversations, the latest first, as many as a frame takes beside the rest: clients ask for others. */
function peopleOf(rooms: readonly RoomSummary[]): UserId[] {
  const direct = rooms.filter((room) => room.memberIds)
  const latest = direct.toSorted((one, other) => (other.lastMessage?.sentAt ?? 0) - (one.lastMessage?.sentAt ?? 0))
  return [...new Set(latest.flatMap(({ memberIds = [] }) => memberIds))].slice(0, MAX_PEOPLE)
}

const MAX_PEOPLE = 50

/**
 * The changes of the rooms that are a little behind, as far as one frame takes them. Rooms that are further behind, or
 * whose cursor is beyond the log, are for the client to ask when it opens them.
 */
async function changesSince(
  syncReads: SyncReads,
  rooms: readonly RoomSummary[],
  cursors: ReadonlyMap<string, number>,
  bytes: number,
): Promise<RoomChanges[]> {
  const changes: RoomChanges[] = []
  let budget = bytes
  for (const { id: roomId, head } of rooms) {
    const cursor = cursors.get(roomId)
    if (cursor === undefined || cursor >= head || head - cursor > limits.syncChanges) continue
    if (budget < AUTHORS + ONE_MESSAGE) break
    const change = await syncReads.changesIn({ roomId, head, after: cursor, budget: budget - AUTHORS })
    const authors = new Set(change.messages.map((message) => message.authorId))
    const taken = Buffer.byteLength(JSON.stringify(change)) + authors.size * USER_BYTES
    // The first change may be a message with what its thread hangs on: that the client asks for.
    if (taken > budget) break
    budget -= taken
    changes.push(change)
  }
  return changes
}

/** The `users` that a room's changes can need, at most. */
const AUTHORS = limits.syncChanges * USER_BYTES
/** The largest message: 4,000 characters, of which each takes six bytes in JSON but those of names, and all whom it and its reactions name. */
const ONE_MESSAGE = 32_500
