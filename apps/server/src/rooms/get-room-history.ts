import { getRoomHistory, limits } from '@chat/protocol'
import { handle } from '../gate/handler.ts'
import { findFirstSince } from '../messages/find-first-since.ts'
import { findThreadAt, readPage } from '../messages/messages-store.ts'
import { findUsers } from '../people/people-store.ts'
import { findQuoted } from '../replies/quotes-store.ts'
import { readableRoom } from './rooms-store.ts'

export const handleGetRoomHistory = handle(getRoomHistory, async ({ input, actor, database }) => {
  const room = await readableRoom(database.read, actor.userId, input.roomId)
  const { at, limit = limits.historyPage.default, ...position } = input
  const page = await readPage(
    database.read,
    { ...room, reader: actor.userId },
    at === undefined ? position : { around: await findFirstSince(database.read, room, at) },
    limit,
  )
  const root = input.around === undefined ? undefined : await findThreadAt(database.read, room, input.around)
  const quoted = await findQuoted(database.read, page.messages)
  const users = await findUsers(
    database.read,
    [...page.messages, ...quoted].map(({ authorId }) => authorId),
  )
  // Messages are told as they are now, so that paging misses none: whoever was removed meanwhile must not see them.
  await readableRoom(database.read, actor.userId, input.roomId)
  return { ...page, ...(quoted.length > 0 && { quoted }), users, ...(root && { threadRootSeq: root.seq }) }
})
