import type { ParsedInput, Profile, User, UserId, updateUser } from '@chat/protocol'
import type { Kysely, Selectable } from 'kysely'
import type { Tables } from '../database/tables.ts'
import { nameKey } from './name-key.ts'
import { toUser, userColumns } from './people-store.ts'

const profileColumns = [...userColumns, 'status_text', 'status_until', 'time_zone'] as const
type ProfileRow = Pick<Selectable<Tables['users']>, (typeof profileColumns)[number]>

/** Somebody, and what they tell about themselves. */
export interface Profiled {
  readonly user: User
  readonly profile: Profile
}

/** @param now in milliseconds since the epoch: a status text whose time is over is none, whether or not it still stands there */
export async function findProfile(db: Kysely<Tables>, userId: UserId, now: number): Promise<Profiled | undefined> {
  const row = await db.selectFrom('users').select(profileColumns).where('id', '=', userId).executeTakeFirst()
  return row && toProfiled(row, now)
}

/**
 * Changes what is named.
 *
 * @returns the person as they are now; undefined if there is no such person (any more)
 */
export async function updateProfile(
  db: Kysely<Tables>,
  userId: UserId,
  { name, statusText, statusForMs, timeZone }: ParsedInput<typeof updateUser>,
  now: number,
): Promise<Profiled | undefined> {
  const change = {
    ...(name !== undefined && { name, name_key: nameKey(name) }),
    ...(statusText !== undefined && {
      status_text: statusText || null,
      status_until: statusText && statusForMs !== undefined ? now + statusForMs : null,
    }),
    ...(timeZone !== undefined && { time_zone: timeZone || null }),
  }
  if (Object.keys(change).length === 0) return findProfile(db, userId, now)
  const row = await db
    .updateTable('users')
    .set(change)
    .where('id', '=', userId)
    .where('deleted_at', 'is', null)
    .returning(profileColumns)
    .executeTakeFirst()
  return row && toProfiled(row, now)
}

function toProfiled(row: ProfileRow, now: number): Profiled {
  const hasStatus = row.status_text !== null && (row.status_until === null || row.status_until > now)
  return {
    user: toUser(row),
    profile: {
      ...(hasStatus && row.status_text !== null && { statusText: row.status_text }),
      ...(hasStatus && row.status_until !== null && { statusUntil: row.status_until }),
      ...(row.time_zone !== null && { timeZone: row.time_zone }),
    },
  }
}
