import { setReaction } from '@chat/protocol'
import { handle } from '../gate/handler.ts'
import { readableMessage } from '../messages/readable-message.ts'

export const handleSetReaction = handle(setReaction, async ({ input, actor: { userId }, database, log }) => {
  const { messageId, emoji, on } = input
  const { roomId } = await readableMessage(database.read, userId, messageId)
  const { seq } = await log.append({ kind: 'reaction.set', roomId, actorId: userId, messageId, emoji, on })
  return { seq }
})
