import { limits, type RoomChanges, type RoomId, type RoomSummary, syncSession } from '@chat/protocol'
import { ChatError } from '../gate/chat-error.ts'
import type { Call } from '../gate/handler.ts'
import { handle } from '../gate/handler.ts'
import { readChanges } from '../log/read-changes.ts'
import { FRAME_BUDGET, USER_BYTES } from '../messages/frame-budget.ts'
import { findUsers } from '../people/people-store.ts'
import { roomIdsOf } from '../rooms/members-store.ts'
import { findSummaries } from '../rooms/rooms-store.ts'

type Database = Call<typeof syncSession>['database']

/** Enters the rooms first and reads then: what happens in between arrives live, and nothing falls between the two. */
export const handleSyncSession = handle(syncSession, async (call) => {
  const { actor, connection, database, input } = call
  const roomIds = await roomIdsOf(database.read, actor.userId)
  const joined = await call.joinDefaultRooms(actor.userId, roomIds)
  connection.enter(joined ? await roomIdsOf(database.read, actor.userId) : roomIds)

  const rooms = await findSummaries(database.read, actor.userId)
  for (const { id, head } of rooms) call.follow(id, head)
  const changes = await changesSince(database, rooms, new Map(Object.entries(input.cursors)))
  const referred = [
    actor.userId,
    ...rooms.flatMap((room) => room.lastMessage?.authorId ?? []),
    ...changes.flatMap((change) => change.messages.map((message) => message.authorId)),
  ]
  const users = await findUsers(database.read, referred)
  const me = users.find((user) => user.id === actor.userId)
  if (!me) throw new ChatError('AUTH_EXPIRED', 'This account no longer exists.')
  const visible = new Set<string>(rooms.map((room) => room.id))
  return {
    me,
    rooms,
    changes,
    removed: Object.keys(input.cursors).filter((roomId): roomId is RoomId => !visible.has(roomId)),
    users,
    serverTime: Date.now(),
  }
})

/**
 * The changes of the rooms that are a little behind, as far as one frame takes them. Rooms that are further behind, or
 * whose cursor is beyond the log, are for the client to ask when it opens them.
 */
async function changesSince(
  { read }: Database,
  rooms: readonly RoomSummary[],
  cursors: ReadonlyMap<string, number>,
): Promise<RoomChanges[]> {
  const changes: RoomChanges[] = []
  let budget = FRAME_BUDGET - Buffer.byteLength(JSON.stringify(rooms))
  for (const { id: roomId, head } of rooms) {
    const cursor = cursors.get(roomId)
    if (cursor === undefined || cursor >= head || head - cursor > limits.syncChanges) continue
    if (budget < AUTHORS + ONE_MESSAGE) break
    const change = await readChanges(read, { roomId, head }, cursor, limits.syncChanges, budget - AUTHORS)
    const authors = new Set(change.messages.map((message) => message.authorId))
    budget -= Buffer.byteLength(JSON.stringify(change)) + authors.size * USER_BYTES
    changes.push(change)
  }
  return changes
}

/** The `users` that a room's changes can need, at most. */
const AUTHORS = limits.syncChanges * USER_BYTES
/** The largest message: 4,000 characters of which each takes six bytes in JSON. */
const ONE_MESSAGE = 26_000
