import { leaveRoom } from '@chat/protocol'
import { ChatError } from '../gate/chat-error.ts'
import { handle } from '../gate/handler.ts'
import { hideConversation } from './hide-conversation.ts'

/** The person's connections have been told by the time the ack goes out; see realtime/follow-members.ts. */
export const handleLeaveRoom = handle(leaveRoom, async ({ input, actor: { userId }, log, ...services }) => {
  const { roomId, seq: seen } = input
  try {
    const { seq } = await log.append({ kind: 'member.left', roomId, actorId: userId, userId })
    return { seq }
  } catch (error) {
    if (!(error instanceof ChatError && error.code === 'FORBIDDEN')) throw error
    // Nobody leaves a direct conversation; that is found out where rooms are locked, so that leaving another costs no more.
    const hidden = await hideConversation(services, { roomId, userId, seen })
    if (hidden === undefined) throw error
    return { seq: hidden }
  }
})
