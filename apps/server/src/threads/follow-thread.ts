import { followThread } from '@chat/protocol'
import { ChatError } from '../gate/chat-error.ts'
import { handle } from '../gate/handler.ts'
import { NO_SUCH_MESSAGE } from '../rooms/room-access.ts'
import { findThread, readableRoot } from './threads-store.ts'

/** Only one's own affair: it takes no place in the room's log, and nobody else hears of it. */
export const handleFollowThread = handle(followThread, async ({ input, actor: { userId }, database, people }) => {
  const { rootId, on } = input
  const { roomId } = await readableRoot(database.read, userId, rootId)
  await database.write.transaction().execute(async (db) => {
    // Locks the room: what is said at this moment is said before, or finds the row that is written here.
    const { head } = await db
      .updateTable('rooms')
      .set((row) => ({ kind: row.ref('kind') }))
      .where('id', '=', roomId)
      .returning('head')
      .executeTakeFirstOrThrow()
    // Locks the membership: whoever leaves at this moment takes the row along that is written here.
    const { numUpdatedRows } = await db
      .updateTable('members')
      .set((row) => ({ role: row.ref('role') }))
      .where('room_id', '=', roomId)
      .where('user_id', '=', userId)
      .where('left_seq', 'is', null)
      .executeTakeFirst()
    if (numUpdatedRows === 0n) throw new ChatError(NO_SUCH_MESSAGE.code, NO_SUCH_MESSAGE.message)
    await db
      .insertInto('thread_members')
      .values({
        user_id: userId,
        room_id: roomId,
        root_id: rootId,
        following: on ? 1 : 0,
        // What was said before somebody follows is not unread for them.
        read_seq: head,
        mentioned_seq: ({ selectFrom }) =>
          selectFrom('mentions')
            .select(({ fn, val }) => fn.coalesce(fn.max('seq'), val(0)).as('seq'))
            .where('thread_root', '=', rootId)
            .where('mentioned', '=', userId),
      })
      .onConflict((conflict) =>
        conflict.columns(['user_id', 'room_id', 'root_id']).doUpdateSet({ following: on ? 1 : 0 }),
      )
      .execute()
  })
  const thread = await findThread(database.write, userId, rootId)
  people.tell(userId, 'thread:changed', thread)
  return { thread }
})
