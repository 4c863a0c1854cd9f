import { joinRoom } from '@chat/protocol'
import { handle } from '../gate/handler.ts'
import { findSummary } from './rooms-store.ts'

/** Who may join is in room-access.ts. */
export const handleJoinRoom = handle(joinRoom, async ({ input: { roomId }, actor: { userId }, database, log }) => {
  await log.append({ kind: 'member.joined', way: 'open', roomId, actorId: userId, userId, role: 'member' })
  return { room: await findSummary(database.read, userId, roomId) }
})
