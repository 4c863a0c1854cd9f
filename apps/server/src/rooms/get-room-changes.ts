import { getRoomChanges, limits } from '@chat/protocol'
import { ChatError } from '../gate/chat-error.ts'
import { handle } from '../gate/handler.ts'
import { readChanges } from '../log/read-changes.ts'
import { readableRoom } from './rooms-store.ts'

export const handleGetRoomChanges = handle(getRoomChanges, async ({ input, actor, database }) => {
  const room = await readableRoom(database.read, actor.userId, input.roomId)
  if (input.after > room.head) {
    throw new ChatError('SYNC_RESET', `The log of this room ends at ${room.head}.`)
  }
  return readChanges(database.read, room, input.after, input.limit ?? limits.changesPage.default)
})
