import { watchPresence } from '@chat/protocol'
import { handle } from '../gate/handler.ts'
import { findVisibleUsers } from '../people/people-store.ts'
import { roomIdsOf } from '../rooms/members-store.ts'

export const handleWatchPresence = handle(watchPresence, async ({ input, actor, connection, database, presence }) => {
  const mine = new Set(input.roomIds?.length ? await roomIdsOf(database.read, actor.userId) : [])
  const visible = input.userIds?.length ? await findVisibleUsers(database.read, actor.userId, input.userIds) : []
  return presence.watch(connection.id, {
    roomIds: (input.roomIds ?? []).filter((roomId) => mine.has(roomId)),
    userIds: visible.map((user) => user.id),
  })
})
