import { limits, type MessageId, type Reaction, type Seq, type UserId } from '@chat/protocol'
import { type Kysely, sql } from 'kysely'
import type { Tables } from '../database/tables.ts'

/** One emoji of a message, and how many people react with it. */
interface EmojiCount {
  readonly message_id: MessageId
  readonly emoji: string
  readonly people: number
}

/** Which emoji people react with to these messages, message by message in the order in which they came up. */
export async function countReactions(
  db: Kysely<Tables>,
  messageIds: readonly string[],
): Promise<Map<string, EmojiCount[]>> {
  if (messageIds.length === 0) return new Map()
  const counts = await db
    .selectFrom('reactions')
    .select(({ fn }) => ['message_id', 'emoji', fn.countAll().as('people')])
    .where(sql.ref<string>('message_id'), 'in', messageIds)
    .groupBy(['message_id', 'emoji'])
    .orderBy(({ fn }) => fn.min('seq'))
    .execute()
  return Map.groupBy(
    counts.map((count) => ({ ...count, people: Number(count.people) })),
    (count) => count.message_id,
  )
}

/** Whether a message with these emoji names only some of the people behind them. */
function namesSome(counts: readonly EmojiCount[]): boolean {
  return counts.reduce((sum, { people }) => sum + people, 0) > limits.reactionsNamed
}

/**
 * The reactions to each of these messages, with as many people as a message names. However many of both there are, it is
 * a handful of queries, and the people cost no more than going through an index.
 *
 * @param reader is always among those who are named; for a frame that many get there is none
 */
export async function readReactions(
  db: Kysely<Tables>,
  messageIds: readonly string[],
  reader?: UserId,
): Promise<Map<string, Reaction[]>> {
  const counts = await countReactions(db, messageIds)
  if (counts.size === 0) return new Map()
  const large = new Set([...counts].flatMap(([id, emojis]) => (namesSome(emojis) ? id : [])))
  const small = [...counts.keys()].filter((id) => !large.has(id))
  const named = await Promise.all([
    findAll(db, small),
    findFirst(db, [...large]),
    ...(reader === undefined ? [] : [findReactionsOf(db, [...large], [reader])]),
  ])
  const people = Map.groupBy(named.flat(), keyOf)
  return new Map([...counts].map(([id, emojis]) => [id, emojis.map((count) => toReaction(count, people))]))
}

type Named = Omit<Tables['reactions'], 'seq'>

function toReaction(count: EmojiCount, people: ReadonlyMap<string, readonly Named[]>): Reaction {
  const userIds = [...new Set(people.get(keyOf(count))?.map(({ user_id }) => user_id))]
  return { emoji: count.emoji, userIds, ...(userIds.length < count.people && { count: count.people }) }
}

function keyOf({ message_id, emoji }: Pick<Named, 'message_id' | 'emoji'>): string {
  return `${message_id} ${emoji}`
}

/** Everybody who reacts to these messages. */
async function findAll(db: Kysely<Tables>, messageIds: readonly string[]): Promise<Named[]> {
  if (messageIds.length === 0) return []
  return db
    .selectFrom('reactions')
    .select(['message_id', 'emoji', 'user_id'])
    .where(sql.ref<string>('message_id'), 'in', messageIds)
    .orderBy('seq')
    .execute()
}

/** The first people of each emoji of these messages. In one query: a page may have two hundred of them. */
async function findFirst(db: Kysely<Tables>, messageIds: readonly string[]): Promise<Named[]> {
  if (messageIds.length === 0) return []
  return db
    .selectFrom((from) =>
      from
        .selectFrom('reactions')
        .select(['message_id', 'emoji', 'user_id'])
        .select(({ fn }) =>
          fn
            .agg<number>('row_number')
            .over((over) => over.partitionBy(['message_id', 'emoji']).orderBy('seq'))
            .as('place'),
        )
        .where(sql.ref<string>('message_id'), 'in', messageIds)
        .as('placed'),
    )
    .select(['message_id', 'emoji', 'user_id'])
    .where('place', '<=', limits.reactionsNamedEach)
    .orderBy('place')
    .execute()
}

/** What these people react with to these messages. */
export async function findReactionsOf(
  db: Kysely<Tables>,
  messageIds: readonly string[],
  userIds: readonly UserId[],
): Promise<Tables['reactions'][]> {
  if (messageIds.length === 0) return []
  return db
    .selectFrom('reactions')
    .selectAll()
    .where(sql.ref<string>('message_id'), 'in', messageIds)
    .where('user_id', 'in', userIds)
    .orderBy('seq')
    .execute()
}

/** The people who react to a message with an emoji, after a position, in the order in which they began to. */
export function listReactionsAfter(
  db: Kysely<Tables>,
  {
    messageId,
    emoji,
    after,
    limit,
  }: { readonly messageId: MessageId; readonly emoji: string; readonly after: Seq; readonly limit: number },
): Promise<Tables['reactions'][]> {
  return db
    .selectFrom('reactions')
    .selectAll()
    .where('message_id', '=', messageId)
    .where('emoji', '=', emoji)
    .where('seq', '>', after)
    .orderBy('seq')
    .limit(limit)
    .execute()
}

/** Forgets all reactions to these messages. */
export async function eraseReactions(db: Kysely<Tables>, messageIds: readonly MessageId[]): Promise<void> {
  await db.deleteFrom('reactions').where('message_id', 'in', messageIds).execute()
}
