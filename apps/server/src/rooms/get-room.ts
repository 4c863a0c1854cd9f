import { getRoom } from '@chat/protocol'
import { ChatError } from '../gate/chat-error.ts'
import { handle } from '../gate/handler.ts'
import { describeForAll, findRoomAt, findSummary } from './rooms-store.ts'

export const handleGetRoom = handle(getRoom, async ({ input: { address }, actor: { userId }, database: { read } }) => {
  // An id first: nobody gives a room an address that leads away from another one.
  const room = (await findRoomAt(read, userId, 'id', address)) ?? (await findRoomAt(read, userId, 'slug', address))
  if (!room) throw new ChatError('NOT_FOUND', 'There is no such room.')
  if (room.member) return { room: await findSummary(read, userId, room.row.id), member: true }
  return { room: describeForAll(room.row), member: false }
})
