import { joinRoom } from '@chat/protocol'
import { ChatError } from '../gate/chat-error.ts'
import { handle } from '../gate/handler.ts'
import { findSummary, isOpen } from './rooms-store.ts'

export const handleJoinRoom = handle(
  joinRoom,
  async ({ input: { roomId }, actor: { userId }, database, log, people }) => {
    if (!(await isOpen(database.read, userId, roomId))) throw new ChatError('NOT_FOUND', 'There is no such room.')
    const { status } = await log.append({ kind: 'member.joined', roomId, actorId: userId, userId, role: 'member' })
    const room = await findSummary(database.read, userId, roomId)
    if (status === 'applied') people.tell(userId, 'room:added', room)
    return { room }
  },
)
