import type { RoomId, UserId } from '@chat/protocol'
import type { Kysely } from 'kysely'
import { selectEach, type Writing } from '../database/statements.ts'
import type { Tables } from '../database/tables.ts'
import type { LockedRooms, Refused } from '../log/applier.ts'
import { peopleIn } from '../rooms/direct-rooms.ts'

/** The same for whoever blocks and whoever is blocked: neither learns more. */
export const SILENCED: Refused = {
  status: 'refused',
  code: 'FORBIDDEN',
  message: 'This conversation takes no messages.',
}

type Block = Tables['blocks']

const selectBlock = selectEach('blocks', { user_id: 'text', blocked_id: 'text' })

/** Who of these people has blocked whom, inside the transaction of a change. Asks nothing where there is nobody. */
export async function selectBlocks(
  writing: Writing,
  pairs: readonly Block[],
): Promise<(userId: UserId, blockedId: UserId) => boolean> {
  const distinct = new Map(pairs.map((pair) => [keyOf(pair), pair]))
  const blocks = distinct.size > 0 ? await writing.each(selectBlock, [...distinct.values()]) : []
  const known = new Set(blocks.map(keyOf))
  return (user_id, blocked_id) => known.has(keyOf({ user_id, blocked_id }))
}

/** Ids have no spaces. */
function keyOf({ user_id, blocked_id }: Block): string {
  return `${user_id} ${blocked_id}`
}

/**
 * The direct conversations of two of whom one has blocked the other. In a conversation of more the others would lose
 * something too: there, what somebody writes is folded on the screen of whoever has blocked them.
 */
export async function silencedRooms(writing: Writing, rooms: LockedRooms): Promise<ReadonlySet<RoomId>> {
  const pairs = [...rooms.values()].flatMap((room) => {
    const [one, other, ...more] = peopleIn(room) ?? []
    return one && other && more.length === 0 ? [{ roomId: room.id, one, other }] : []
  })
  if (pairs.length === 0) return new Set()
  const hasBlocked = await selectBlocks(
    writing,
    pairs.flatMap(({ one, other }) => [
      { user_id: one, blocked_id: other },
      { user_id: other, blocked_id: one },
    ]),
  )
  return new Set(
    pairs.flatMap(({ roomId, one, other }) => (hasBlocked(one, other) || hasBlocked(other, one) ? roomId : [])),
  )
}

/** Whether somebody has blocked one of these people, or one of them has blocked them. */
export async function isBlockBetween(db: Kysely<Tables>, userId: UserId, others: readonly UserId[]): Promise<boolean> {
  const block = await db
    .selectFrom('blocks')
    .select('user_id')
    .where(({ and, or, eb }) =>
      or([
        and([eb('user_id', '=', userId), eb('blocked_id', 'in', others)]),
        and([eb('blocked_id', '=', userId), eb('user_id', 'in', others)]),
      ]),
    )
    .limit(1)
    .executeTakeFirst()
  return block !== undefined
}

/** Whom each of these people has blocked. */
export async function findBlocked(db: Kysely<Tables>, userIds: readonly UserId[]): Promise<Map<UserId, UserId[]>> {
  const rows = await db.selectFrom('blocks').selectAll().where('user_id', 'in', userIds).execute()
  const byUser = Map.groupBy(rows, (row) => row.user_id)
  return new Map([...byUser].map(([userId, blocks]) => [userId, blocks.map((block) => block.blocked_id)]))
}

/** Somebody has blocked nobody any more. That others have blocked them is for those to say. */
export async function forgetBlocksOf(db: Kysely<Tables>, userId: UserId): Promise<void> {
  await db.deleteFrom('blocks').where('user_id', '=', userId).execute()
}
