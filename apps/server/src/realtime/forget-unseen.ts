import type { UserId } from '@chat/protocol'
import type { Database } from '../database/database.ts'
import type { Logger } from '../logger.ts'
import { findVisibleUsers } from '../people/people-store.ts'
import type { Presence } from '../presence/presence.ts'
import { type ChatServer, channel } from './socket-server.ts'

/**
 * Whoever leaves a room may have seen somebody there alone. From then on they hear no more of whether those are there, also
 * where they had looked at them before.
 */
export function forgetUnseen(options: {
  readonly io: ChatServer
  readonly presence: Pick<Presence, 'watchedPeople' | 'unwatchPeople'>
  readonly database: Pick<Database, 'read'>
  readonly logger: Logger
}): (userId: UserId) => void {
  const { io, presence, database, logger } = options

  async function lookAgain(userId: UserId): Promise<void> {
    const connections = [...(io.of('/').adapter.rooms.get(channel.user(userId)) ?? [])]
    const watched = new Set(connections.flatMap((id) => presence.watchedPeople(id)))
    if (watched.size === 0) return
    const visible = await findVisibleUsers(database.read, userId, [...watched])
    const unseen = watched.difference(new Set(visible.map(({ id }) => id)))
    for (const id of connections) presence.unwatchPeople(id, unseen)
  }

  return (userId) => {
    lookAgain(userId).catch((err: unknown) => logger.warn({ err }, 'could not look up whom somebody still sees'))
  }
}
