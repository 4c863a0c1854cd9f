import { editMessage } from '@chat/protocol'
import { handle } from '../gate/handler.ts'
import { roomOfMessage } from './messages-store.ts'

/** Who may is in room-access.ts. */
export const handleEditMessage = handle(
  editMessage,
  async ({ input: { id, text }, actor: { userId: actorId }, database, log }) => {
    const roomId = await roomOfMessage(database.read, id)
    const { seq } = await log.append({ kind: 'message.edited', roomId, actorId, messageId: id, text })
    return { id, seq }
  },
)
