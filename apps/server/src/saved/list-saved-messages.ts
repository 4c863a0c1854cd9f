import { limits, listSavedMessages, type RoomId, type UserId } from '@chat/protocol'
import type { Kysely } from 'kysely'
import type { Tables } from '../database/tables.ts'
import { handle } from '../gate/handler.ts'
import { positionOf } from '../gate/position-of.ts'
import { countFitting, FRAME_BUDGET } from '../messages/frame-budget.ts'
import { findMessages } from '../messages/messages-store.ts'
import { findUsers } from '../people/people-store.ts'

export const handleListSavedMessages = handle(
  listSavedMessages,
  async ({ input: { cursor }, actor, database: { read } }) => {
    const before = cursor === undefined ? undefined : positionOf(cursor)
    const rows = await listSavedBefore(read, actor.userId, before, limits.savedPage + 1)
    // As far as they could see each room when it was read that they are in it.
    const heads = new Map<RoomId, number>(rows.map((row) => [row.room_id, row.head]))
    const ids = rows.map((row) => row.message_id)
    const found = await findMessages(read, ids, (roomId) => heads.get(roomId) ?? 0)
    const messages = new Map(found.map((message) => [message.id, message]))
    const inOrder = rows.slice(0, limits.savedPage).flatMap((row) => {
      const message = messages.get(row.message_id)
      return message ? [{ row, message }] : []
    })
    const fitting = countFitting(
      inOrder.map(({ message }) => message),
      FRAME_BUDGET,
    )
    const page = inOrder.slice(0, fitting)
    const last = fitting < inOrder.length ? page.at(-1)?.row : rows.slice(0, limits.savedPage).at(-1)
    return {
      saved: page.map(({ row, message }) => ({ message, savedAt: row.saved_at })),
      users: await findUsers(
        read,
        page.map(({ message }) => message.authorId),
      ),
      ...(last && last !== rows.at(-1) && { cursor: String(last.seq) }),
    }
  },
)

/** What somebody has saved in rooms that they are in, the latest first. */
function listSavedBefore(db: Kysely<Tables>, userId: UserId, before: number | undefined, limit: number) {
  return db
    .selectFrom('saved_messages')
    .innerJoin('messages', 'messages.id', 'saved_messages.message_id')
    .innerJoin('rooms', 'rooms.id', 'messages.room_id')
    .innerJoin('members', (join) =>
      join.onRef('members.room_id', '=', 'messages.room_id').onRef('members.user_id', '=', 'saved_messages.user_id'),
    )
    .select([
      'saved_messages.message_id',
      'saved_messages.seq',
      'saved_messages.saved_at',
      'messages.room_id',
      'rooms.head',
    ])
    .where('saved_messages.user_id', '=', userId)
    .where('members.left_seq', 'is', null)
    .$if(before !== undefined, (query) => query.where('saved_messages.seq', '<', before ?? 0))
    .orderBy('saved_messages.seq', 'desc')
    .limit(limit)
    .execute()
}
