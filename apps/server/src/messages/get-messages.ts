import { getMessages, type Message, type MessageId, type UserId } from '@chat/protocol'
import type { Kysely } from 'kysely'
import type { Tables } from '../database/tables.ts'
import { handle } from '../gate/handler.ts'
import { findUsers } from '../people/people-store.ts'
import { countFitting, FRAME_BUDGET } from './frame-budget.ts'
import { toMessage } from './messages-store.ts'

export const handleGetMessages = handle(getMessages, async ({ input: { ids }, actor, database: { read } }) => {
  const found = await findReadable(read, actor.userId, ids)
  const inOrder = [...new Set(ids)].flatMap((id) => found.get(id) ?? [])
  const messages = inOrder.slice(0, countFitting(inOrder, FRAME_BUDGET))
  return {
    messages,
    users: await findUsers(
      read,
      messages.map(({ authorId }) => authorId),
    ),
    ...(messages.length < inOrder.length && { more: true as const }),
  }
})

/** In one statement: what the messages say is what they said while the reader was in their rooms. */
async function findReadable(
  db: Kysely<Tables>,
  reader: UserId,
  ids: readonly MessageId[],
): Promise<Map<MessageId, Message>> {
  const rows = await db
    .selectFrom('messages')
    .innerJoin('members', 'members.room_id', 'messages.room_id')
    .selectAll('messages')
    .where('messages.id', 'in', ids)
    .where('members.user_id', '=', reader)
    .where('members.left_seq', 'is', null)
    .execute()
  return new Map(rows.map((row) => [row.id, toMessage(row)]))
}
