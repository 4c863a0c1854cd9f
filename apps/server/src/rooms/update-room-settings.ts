import { updateRoom } from '@chat/protocol'
import { handle } from '../gate/handler.ts'

/** Who may change what is in room-access.ts. */
export const handleUpdateRoom = handle(
  updateRoom,
  async ({ input: { roomId, ...settings }, actor: { userId: actorId }, log }) => {
    const { seq } = await log.append({ kind: 'room.updated', roomId, actorId, settings })
    return { seq }
  },
)
