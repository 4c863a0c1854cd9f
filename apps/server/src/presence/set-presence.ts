import { setPresence } from '@chat/protocol'
import { handle } from '../gate/handler.ts'
import { keepChosenStatus } from './presence-store.ts'

export const handleSetPresence = handle(
  setPresence,
  async ({ input: { status }, actor: { userId }, database, presence, people }) => {
    await keepChosenStatus(database.write, userId, status)
    presence.choose(userId, status)
    people.tell(userId, 'presence:selected', { status })
    return {}
  },
)
