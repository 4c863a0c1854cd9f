import type { User, UserId } from '@chat/protocol'
import { type Kysely, type Selectable, sql } from 'kysely'
import { containing } from '../database/containing.ts'
import type { Statement, Writing } from '../database/statements.ts'
import type { Tables } from '../database/tables.ts'

export const userColumns = ['id', 'name', 'image', 'is_anonymous', 'server_role'] as const
type UserRow = Pick<Selectable<Tables['users']>, (typeof userColumns)[number]>

export function toUser(row: UserRow): User {
  return {
    id: row.id,
    name: row.name,
    ...(row.image !== null && { avatarUrl: row.image }),
    ...(row.is_anonymous && { guest: true }),
    ...(row.server_role !== 'member' && { serverRole: row.server_role }),
  }
}

/** For what the server itself puts together; a person's own look-ups go through {@link findVisibleUsers}. */
export async function findUsers(db: Kysely<Tables>, ids: Iterable<UserId>): Promise<User[]> {
  const wanted = [...new Set(ids)]
  if (wanted.length === 0) return []
  const rows = await db.selectFrom('users').select(userColumns).where('id', 'in', wanted).execute()
  return rows.map(toUser)
}

/** Those of the people whom the reader may see: themselves, and everybody who is or was in a room with them. */
export async function findVisibleUsers(db: Kysely<Tables>, reader: UserId, ids: readonly UserId[]): Promise<User[]> {
  const rows = await db
    .selectFrom('members')
    .select('user_id')
    .distinct()
    .where('user_id', 'in', [...ids])
    .where('room_id', 'in', (query) =>
      query.selectFrom('members').select('room_id').where('user_id', '=', reader).where('left_seq', 'is', null),
    )
    .execute()
  const visible = rows.map((row) => row.user_id)
  if (ids.includes(reader)) visible.push(reader)
  return findUsers(db, visible)
}

/**
 * The people who are in a room with the reader now, by name; never the reader. Walks through the names in order and stops
 * when it has enough.
 */
export async function findPeopleByName(
  db: Kysely<Tables>,
  reader: UserId,
  {
    query,
    after,
    limit,
  }: { readonly query: string | undefined; readonly after: User | undefined; readonly limit: number },
): Promise<User[]> {
  let people = db
    .selectFrom('users')
    .select(userColumns)
    .where('id', '<>', reader)
    .where(({ exists, selectFrom }) =>
      exists(
        selectFrom('members')
          .select('user_id')
          .whereRef('members.user_id', '=', 'users.id')
          .where('left_seq', 'is', null)
          .where('room_id', 'in', (rooms) =>
            rooms
              .selectFrom('members as mine')
              .select('mine.room_id')
              .where('mine.user_id', '=', reader)
              .where('mine.left_seq', 'is', null),
          ),
      ),
    )
    .orderBy(sql`lower(name)`)
    .orderBy('id')
    .limit(limit)
  if (query !== undefined) people = people.where(containing('name', query))
  if (after) people = people.where(sql<boolean>`(lower(name), id) > (lower(${after.name}), ${after.id})`)
  return (await people.execute()).map(toUser)
}

type Existence = Pick<Selectable<Tables['users']>, 'id' | 'deleted_at'>

const lockPerson: Statement<Pick<Existence, 'id'>, Existence> = {
  columns: ['id'],
  sqlite: 'select id, deleted_at from users where id = ?',
  postgres:
    'select users.id, users.deleted_at from users join unnest($1::text[]) as given (id) using (id) ' +
    'order by users.id for key share of users',
}

/**
 * Those of the people who are deleted. The others are not before the transaction is over: what it does for them, whoever
 * deletes them finds.
 */
export async function findDeleted(writing: Writing, ids: Iterable<UserId>): Promise<ReadonlySet<UserId>> {
  const rows = await writing.each(
    lockPerson,
    [...new Set(ids)].map((id) => ({ id })),
  )
  return new Set(rows.flatMap(({ id, deleted_at }) => (deleted_at === null ? [] : id)))
}

/** Whether one of the people is deleted. */
export async function isOneDeleted(db: Kysely<Tables>, ids: readonly UserId[]): Promise<boolean> {
  const deleted = await db
    .selectFrom('users')
    .select('id')
    .where('id', 'in', ids)
    .where('deleted_at', 'is not', null)
    .limit(1)
    .executeTakeFirst()
  return deleted !== undefined
}
