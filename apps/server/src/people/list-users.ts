import { limits, listUsers, UserId } from '@chat/protocol'
import { ChatError } from '../gate/chat-error.ts'
import { handle } from '../gate/handler.ts'
import { findPeopleByName, findVisibleUsers } from './people-store.ts'

export const handleListUsers = handle(listUsers, async ({ input: { query, cursor }, actor, database: { read } }) => {
  // A page ends with the person that the cursor names; of anybody else it must not tell where they stand.
  const [after] = cursor === undefined ? [] : await findVisibleUsers(read, actor.userId, [UserId.parse(cursor)])
  if (cursor !== undefined && !after) {
    throw new ChatError('VALIDATION_FAILED', 'The cursor is not one of this request.')
  }
  const found = await findPeopleByName(read, actor.userId, { query, after, limit: limits.usersPage + 1 })
  const users = found.slice(0, limits.usersPage)
  const last = users.at(-1)
  return { users, ...(found.length > users.length && last && { cursor: last.id }) }
})
