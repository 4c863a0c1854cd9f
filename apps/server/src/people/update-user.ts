import { updateUser } from '@chat/protocol'
import { ChatError } from '../gate/chat-error.ts'
import { handle } from '../gate/handler.ts'
import { updateProfile } from './profiles-store.ts'

export const handleUpdateUser = handle(updateUser, async ({ input, actor, database, announceUser }) => {
  const updated = await updateProfile(database.write, actor.userId, input, Date.now())
  if (!updated) throw new ChatError('AUTH_EXPIRED', 'This account no longer exists.')
  await announceUser(updated.user)
  return updated
})
