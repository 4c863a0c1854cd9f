import { setPin } from '@chat/protocol'
import { handle } from '../gate/handler.ts'
import { readableMessage } from '../messages/readable-message.ts'

export const handleSetPin = handle(setPin, async ({ input, actor: { userId }, database, log }) => {
  const { messageId, on } = input
  const { roomId } = await readableMessage(database.read, userId, messageId)
  const { seq } = await log.append({ kind: 'message.pinned', roomId, actorId: userId, messageId, on })
  return { seq }
})
