import { setNotify } from '@chat/protocol'
import { ChatError } from '../gate/chat-error.ts'
import { handle } from '../gate/handler.ts'
import { chooseDefaults } from './notify-store.ts'

/** Chooses for all rooms for which nothing is chosen. */
export const handleSetNotify = handle(setNotify, async ({ input, actor: { userId }, database, people }) => {
  const chosen = await chooseDefaults(database.write, userId, input)
  if (!chosen) throw new ChatError('AUTH_EXPIRED', 'This account no longer exists.')
  people.tell(userId, 'notify:changed', chosen)
  return chosen
})
