import { getThreadHistory, limits } from '@chat/protocol'
import { ChatError } from '../gate/chat-error.ts'
import { handle } from '../gate/handler.ts'
import { FRAME_BUDGET, frameBytes } from '../messages/frame-budget.ts'
import { findMessagesInFull, readPage } from '../messages/messages-store.ts'
import { findUsers } from '../people/people-store.ts'
import { NO_SUCH_MESSAGE } from '../rooms/room-access.ts'
import { findThread, readableRoot } from './threads-store.ts'

export const handleGetThreadHistory = handle(getThreadHistory, async ({ input, actor, database: { read } }) => {
  const { rootId, limit, ...position } = input
  const { roomId, head } = await readableRoot(read, actor.userId, rootId)
  const [root] = await findMessagesInFull(read, [rootId], () => Number.POSITIVE_INFINITY, actor.userId)
  if (!root) throw new ChatError(NO_SUCH_MESSAGE.code, NO_SUCH_MESSAGE.message)
  const page = await readPage(
    read,
    { reader: actor.userId, roomId, head, threadRoot: rootId },
    position,
    limit ?? limits.historyPage.default,
    FRAME_BUDGET - frameBytes(root),
  )
  const users = await findUsers(
    read,
    [root, ...page.messages].flatMap(({ authorId, repliers = [] }) => [authorId, ...repliers]),
  )
  // Told as they are now: whoever was removed meanwhile must not see them.
  await readableRoot(read, actor.userId, rootId)
  return { root, ...page, users, thread: await findThread(read, actor.userId, rootId) }
})
