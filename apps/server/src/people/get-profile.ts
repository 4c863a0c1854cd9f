import { getProfile } from '@chat/protocol'
import { ChatError } from '../gate/chat-error.ts'
import { handle } from '../gate/handler.ts'
import { findVisibleUsers } from './people-store.ts'
import { findProfile } from './profiles-store.ts'

export const handleGetProfile = handle(getProfile, async ({ input: { userId }, actor, database: { read } }) => {
  const [visible] = await findVisibleUsers(read, actor.userId, [userId])
  const found = visible && (await findProfile(read, userId, Date.now()))
  if (!found) throw new ChatError('NOT_FOUND', 'There is no such person.')
  return found
})
