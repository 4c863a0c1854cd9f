import { watchPresence } from '@chat/protocol'
import { handle } from '../gate/handler.ts'
import { findVisibleUsers } from '../people/people-store.ts'
import { roomIdsOf } from '../rooms/members-store.ts'

export const handleWatchPresence = handle(watchPresence, async (call) => {
  const { input, actor, connection, database, presence, typing, lastSeen } = call
  const mine = new Set(input.roomIds?.length ? await roomIdsOf(database.read, actor.userId) : [])
  const visible = input.userIds?.length ? await findVisibleUsers(database.read, actor.userId, input.userIds) : []
  const userIds = visible.map((user) => user.id)
  // Before the look: what changes after it is told by itself, and must not be overtaken by this answer.
  const seen = await lastSeen.of(userIds)
  const roomIds = (input.roomIds ?? []).filter((roomId) => mine.has(roomId))
  const report = presence.watch(connection.id, { roomIds, userIds })
  typing.look(roomIds)
  return {
    ...report,
    people: report.people.map((person) => {
      const lastSeenAt = person.status === 'offline' ? seen.get(person.userId) : undefined
      return lastSeenAt === undefined ? person : { ...person, lastSeenAt }
    }),
  }
})
