import { joinRoom } from '@chat/protocol'
import { handle } from '../gate/handler.ts'
import { findSummary } from './rooms-store.ts'

/** Who may join is in room-access.ts. */
export const handleJoinRoom = handle(
  joinRoom,
  async ({ input: { roomId }, actor: { userId }, database, log, people }) => {
    const joined = { roomId, actorId: userId, userId, role: 'member' } as const
    const { status } = await log.append({ kind: 'member.joined', way: 'open', ...joined })
    const room = await findSummary(database.read, userId, roomId)
    if (status === 'applied') people.tell(userId, 'room:added', room)
    return { room }
  },
)
