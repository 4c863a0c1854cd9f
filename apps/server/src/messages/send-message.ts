import { sendMessage } from '@chat/protocol'
import { handle } from '../gate/handler.ts'
import { findRoomOfMessage } from './messages-store.ts'

export const handleSendMessage = handle(sendMessage, async ({ input, actor, database, log }) => {
  const { forwardOf } = input
  const outcome = await log.append({
    kind: 'message.posted',
    roomId: input.roomId,
    actorId: actor.userId,
    messageId: input.id,
    text: input.text,
    ...(input.threadRoot !== undefined && { threadRoot: input.threadRoot }),
    ...(input.replyTo !== undefined && { replyTo: input.replyTo }),
    ...(forwardOf !== undefined && {
      forwardOf: { messageId: forwardOf, roomId: await findRoomOfMessage(database.read, forwardOf) },
    }),
  })
  const sent = { id: input.id, seq: outcome.seq, sentAt: outcome.at }
  return outcome.status === 'unchanged' ? { ...sent, duplicate: true as const } : sent
})
