import { deleteMessage } from '@chat/protocol'
import { handle } from '../gate/handler.ts'
import { roomOfMessage } from './messages-store.ts'

/** Who may is in room-access.ts. */
export const handleDeleteMessage = handle(
  deleteMessage,
  async ({ input: { id }, actor: { userId: actorId }, database, log }) => {
    const roomId = await roomOfMessage(database.read, id)
    const { seq } = await log.append({ kind: 'message.deleted', roomId, actorId, messageId: id })
    return { id, seq }
  },
)
