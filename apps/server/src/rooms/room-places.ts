import { limits, type UserId } from '@chat/protocol'
import type { Kysely } from 'kysely'
import type { Tables } from '../database/tables.ts'

/**
 * How many rooms each of these people can still come into. A sync tells of all rooms, and others decide who is invited and
 * whom they write to: without a bound they could make it too large for its connection.
 */
export async function findRoomPlaces(db: Kysely<Tables>, userIds: readonly UserId[]): Promise<Map<UserId, number>> {
  const rows = await db
    .selectFrom('members')
    .select(({ fn }) => ['user_id', fn.countAll<number>().as('count')])
    .where('user_id', 'in', userIds)
    .where('left_seq', 'is', null)
    .groupBy('user_id')
    .execute()
  const taken = new Map(rows.map(({ user_id, count }) => [user_id, Number(count)]))
  return new Map(userIds.map((userId) => [userId, limits.roomsPerPerson - (taken.get(userId) ?? 0)]))
}
