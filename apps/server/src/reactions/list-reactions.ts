import { limits, listReactions } from '@chat/protocol'
import { handle } from '../gate/handler.ts'
import { positionOf } from '../gate/position-of.ts'
import { readableMessage } from '../messages/readable-message.ts'
import { findUsers } from '../people/people-store.ts'
import { listReactionsAfter } from './reactions-store.ts'

export const handleListReactions = handle(listReactions, async ({ input, actor, database: { read } }) => {
  const { messageId, emoji, cursor } = input
  await readableMessage(read, actor.userId, messageId)
  const after = cursor === undefined ? 0 : positionOf(cursor)
  const rows = await listReactionsAfter(read, { messageId, emoji, after, limit: limits.reactionsPage + 1 })
  const page = rows.slice(0, limits.reactionsPage)
  const last = page.at(-1)
  const userIds = page.map((row) => row.user_id)
  const users = await findUsers(read, userIds)
  // They are told as they are now: whoever was removed meanwhile must not see them.
  await readableMessage(read, actor.userId, messageId)
  return { userIds, users, ...(rows.length > page.length && last && { cursor: String(last.seq) }) }
})
