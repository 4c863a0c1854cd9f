import { removeMember } from '@chat/protocol'
import { handle } from '../gate/handler.ts'

/** Who may remove whom is in room-access.ts. The person has been told by the time the ack goes out, like who leaves. */
export const handleRemoveMember = handle(
  removeMember,
  async ({ input: { roomId, userId }, actor: { userId: actorId }, log }) => {
    const { seq } = await log.append({ kind: 'member.left', roomId, actorId, userId })
    return { seq }
  },
)
