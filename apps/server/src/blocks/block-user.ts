import { blockUser, limits, type UserId } from '@chat/protocol'
import type { Database } from '../database/database.ts'
import { ChatError } from '../gate/chat-error.ts'
import { handle } from '../gate/handler.ts'
import { findVisibleUsers } from '../people/people-store.ts'
import { findBlocked } from './blocks-store.ts'

/** The ack comes after the block is on disk: no message that comes later gets past it, see {@link silencedRooms}. */
export const handleBlockUser = handle(blockUser, async ({ input, actor: { userId }, database, blocks, people }) => {
  const { userId: blockedId, on } = input
  if (on) await block(database, userId, blockedId)
  else {
    await database.write
      .deleteFrom('blocks')
      .where('user_id', '=', userId)
      .where('blocked_id', '=', blockedId)
      .execute()
  }
  blocks.note(userId, blockedId, on)
  people.tell(userId, 'user:blocked', { userId: blockedId, on })
  return {}
})

async function block({ read, write }: Pick<Database, 'read' | 'write'>, userId: UserId, blockedId: UserId) {
  if (blockedId === userId) throw new ChatError('VALIDATION_FAILED', 'Nobody blocks themselves.')
  const [visible] = await findVisibleUsers(read, userId, [blockedId])
  if (!visible) throw new ChatError('NOT_FOUND', 'There is no such person.')
  const blocked = (await findBlocked(read, [userId])).get(userId) ?? []
  if (blocked.includes(blockedId)) return
  if (blocked.length >= limits.blockedPeople) {
    throw new ChatError('FORBIDDEN', `You can block ${limits.blockedPeople} people at most.`)
  }
  await write
    .insertInto('blocks')
    .values({ user_id: userId, blocked_id: blockedId })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}
