import { notifyRoom } from '@chat/protocol'
import { ChatError } from '../gate/chat-error.ts'
import { handle } from '../gate/handler.ts'
import { chooseForRoom } from './notify-store.ts'

/** Only one's own affair: it is on the membership, takes no place in the room's log, and nobody else hears of it. */
export const handleNotifyRoom = handle(notifyRoom, async ({ input, actor: { userId }, database, people }) => {
  const chosen = await chooseForRoom(database.write, userId, input, Date.now())
  if (!chosen) throw new ChatError('NOT_FOUND', 'There is no such room.')
  people.tell(userId, 'room:notify-changed', { roomId: input.roomId, ...chosen })
  return chosen
})
