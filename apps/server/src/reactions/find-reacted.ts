import type { Message, MessageId, PersonReactions, UserId } from '@chat/protocol'
import type { Kysely } from 'kysely'
import type { Tables } from '../database/tables.ts'
import { findReactionsOf } from './reactions-store.ts'

/** Somebody whose reactions to a message have changed. */
interface Reacted {
  readonly messageId: MessageId
  readonly userId: UserId
}

/** What each of these people reacts with now, to the message in question. */
export async function findReacted(db: Kysely<Tables>, reacted: readonly Reacted[]): Promise<PersonReactions[]> {
  const distinct = [...new Map(reacted.map((one) => [keyOf(one.messageId, one.userId), one])).values()]
  const rows = await findReactionsOf(
    db,
    distinct.map(({ messageId }) => messageId),
    distinct.map(({ userId }) => userId),
  )
  const own = Map.groupBy(rows, (row) => keyOf(row.message_id, row.user_id))
  return distinct.map(({ messageId, userId }) => ({
    messageId,
    userId,
    emojis: own.get(keyOf(messageId, userId))?.map(({ emoji }) => emoji) ?? [],
  }))
}

/** Whether a message names only some of those who react to it: then it takes more to tell people about themselves. */
export function namesSome(message: Message | undefined): boolean {
  return message?.reactions?.some(({ count }) => count !== undefined) ?? false
}

/** Ids have no spaces. */
function keyOf(messageId: string, userId: string): string {
  return `${messageId} ${userId}`
}
