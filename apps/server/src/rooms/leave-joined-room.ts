import { leaveRoom } from '@chat/protocol'
import { handle } from '../gate/handler.ts'

/** The person's connections have been told by the time the ack goes out; see realtime/follow-members.ts. */
export const handleLeaveRoom = handle(leaveRoom, async ({ input: { roomId }, actor: { userId }, log }) => {
  const { seq } = await log.append({ kind: 'member.left', roomId, actorId: userId, userId })
  return { seq }
})
