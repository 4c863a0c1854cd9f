import { getUsers } from '@chat/protocol'
import { handle } from '../gate/handler.ts'
import { findVisibleUsers } from './people-store.ts'

export const handleGetUsers = handle(getUsers, async ({ input, actor, database }) => ({
  users: await findVisibleUsers(database.read, actor.userId, input.ids),
}))
