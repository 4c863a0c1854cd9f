import { limits, listReaders, type UserId } from '@chat/protocol'
import { ChatError } from '../gate/chat-error.ts'
import { handle } from '../gate/handler.ts'
import { readableMessage } from '../messages/readable-message.ts'
import { findUsers } from '../people/people-store.ts'
import { readableRoom } from '../rooms/rooms-store.ts'
import { findReaders } from './receipts-store.ts'

export const handleListReaders = handle(listReaders, async ({ input, actor, database: { read }, receipts }) => {
  const { userId } = actor
  const { roomId, seq, authorId, threadRoot } = await readableMessage(read, userId, input.messageId)
  if (!receipts.areOn(userId)) throw new ChatError('FORBIDDEN', 'You have turned read receipts off.')
  // How far somebody has read the room says nothing of threads.
  if (threadRoot !== null) return { userIds: [], users: [] }
  const isShown = (id: UserId): boolean => id !== userId && id !== authorId && receipts.between(userId, id)
  const found = await findReaders(read, { roomId, seq, isShown, after: input.cursor, limit: limits.readersPage + 1 })
  const userIds = found.slice(0, limits.readersPage)
  const users = await findUsers(read, userIds)
  // They are told as they are now: whoever was removed meanwhile must not see them.
  await readableRoom(read, userId, roomId)
  return { userIds, users, ...(found.length > userIds.length && { cursor: userIds.at(-1) }) }
})
