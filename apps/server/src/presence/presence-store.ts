import { ChosenStatus, type UserId } from '@chat/protocol'
import type { Kysely } from 'kysely'
import { inBatches } from '../database/in-batches.ts'
import type { Tables } from '../database/tables.ts'

/** Everybody who has chosen to be shown as something else than they are: few, and read once at the start. */
export async function findChosenStatuses(db: Kysely<Tables>): Promise<Map<UserId, ChosenStatus>> {
  const rows = await db
    .selectFrom('users')
    .select(['id', 'chosen_status'])
    .where('chosen_status', 'is not', null)
    .execute()
  return new Map(rows.map((row) => [row.id, ChosenStatus.parse(row.chosen_status)]))
}

export async function keepChosenStatus(db: Kysely<Tables>, userId: UserId, status: ChosenStatus): Promise<void> {
  await db
    .updateTable('users')
    .set({ chosen_status: status === 'online' ? null : status })
    .where('id', '=', userId)
    .where('deleted_at', 'is', null)
    .execute()
}

/** When these people were last here, in milliseconds since the epoch; of those who never were, nothing. */
export async function findLastSeen(db: Kysely<Tables>, userIds: readonly UserId[]): Promise<Map<UserId, number>> {
  if (userIds.length === 0) return new Map()
  const rows = await db.selectFrom('users').select(['id', 'last_seen_at']).where('id', 'in', userIds).execute()
  return new Map(rows.flatMap(({ id, last_seen_at }) => (last_seen_at === null ? [] : [[id, last_seen_at]])))
}

/** Notes that people were here. Nothing is noted of who is deleted meanwhile. */
export async function touchPeople(db: Kysely<Tables>, userIds: readonly UserId[], at: number): Promise<void> {
  await inBatches(userIds, (some) =>
    db.updateTable('users').set({ last_seen_at: at }).where('id', 'in', some).where('deleted_at', 'is', null).execute(),
  )
}
