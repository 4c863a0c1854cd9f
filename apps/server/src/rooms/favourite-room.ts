import { favouriteRoom } from '@chat/protocol'
import { ChatError } from '../gate/chat-error.ts'
import { handle } from '../gate/handler.ts'

/** Only one's own affair: it is on the membership, takes no place in the room's log, and nobody else hears of it. */
export const handleFavouriteRoom = handle(favouriteRoom, async ({ input, actor: { userId }, database, people }) => {
  const { roomId, on } = input
  const { numUpdatedRows } = await database.write
    .updateTable('members')
    .set({ favourite: on ? 1 : 0 })
    .where('room_id', '=', roomId)
    .where('user_id', '=', userId)
    .where('left_seq', 'is', null)
    .executeTakeFirst()
  if (numUpdatedRows === 0n) throw new ChatError('NOT_FOUND', 'There is no such room.')
  people.tell(userId, 'room:favourited', { roomId, on })
  return {}
})
