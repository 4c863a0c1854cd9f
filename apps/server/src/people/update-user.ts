import { updateUser } from '@chat/protocol'
import { ChatError } from '../gate/chat-error.ts'
import { handle } from '../gate/handler.ts'
import { renameUser } from './people-store.ts'

export const handleUpdateUser = handle(updateUser, async ({ input, actor, database, announceUser }) => {
  const user = await renameUser(database.write, actor.userId, input.name)
  if (!user) throw new ChatError('AUTH_EXPIRED', 'This account no longer exists.')
  await announceUser(user)
  return { user }
})
