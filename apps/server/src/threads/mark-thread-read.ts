import { markThreadRead } from '@chat/protocol'
import { handle } from '../gate/handler.ts'
import { findThread, readableRoot } from './threads-store.ts'

export const handleMarkThreadRead = handle(markThreadRead, async ({ input, actor: { userId }, database, people }) => {
  const { rootId } = input
  const { roomId, head } = await readableRoot(database.read, userId, rootId)
  const seq = Math.min(input.seq, head)
  const { numUpdatedRows } = await database.write
    .updateTable('thread_members')
    .set({ read_seq: seq })
    .where('user_id', '=', userId)
    .where('room_id', '=', roomId)
    .where('root_id', '=', rootId)
    .where('read_seq', '<', seq)
    .executeTakeFirst()
  const thread = await findThread(database.write, userId, rootId)
  if (numUpdatedRows > 0n) people.tell(userId, 'thread:changed', thread)
  return { thread }
})
