import { limits, type listPeople, type Person, type RequestOutput, UserId } from '@chat/protocol'
import { type Kysely, type Selectable, sql } from 'kysely'
import { containing } from '../database/containing.ts'
import type { Tables } from '../database/tables.ts'
import { ChatError } from '../gate/chat-error.ts'
import { findUsers } from '../people/people-store.ts'

type UserRow = Pick<Selectable<Tables['users']>, 'id' | 'server_role' | 'suspended_at' | 'created_at'>

const columns = ['id', 'server_role', 'suspended_at', 'created_at'] as const

/** A page of everybody on the server, by name. */
export async function findPeople(
  db: Kysely<Tables>,
  { query, cursor }: { readonly query?: string | undefined; readonly cursor?: string | undefined },
): Promise<RequestOutput<typeof listPeople>> {
  let matching = db.selectFrom('users').where('deleted_at', 'is', null)
  if (query !== undefined) matching = matching.where(containing('name', query))
  let page = matching
    .select(columns)
    .orderBy(sql`lower(name)`)
    .orderBy('id')
    .limit(limits.peoplePage + 1)
  if (cursor !== undefined) {
    const after = await nameOf(db, cursor)
    page = page.where(sql<boolean>`(lower(name), id) > (lower(${after}), ${cursor})`)
  }
  const { total } = await matching.select((row) => row.fn.countAll().as('total')).executeTakeFirstOrThrow()
  const rows = await page.execute()
  const shown = rows.slice(0, limits.peoplePage)
  const last = shown.at(-1)
  return {
    people: await toPeople(db, shown),
    total: Number(total),
    ...(rows.length > shown.length && last && { cursor: last.id }),
  }
}

/**
 * Somebody as those see them who run the server.
 *
 * @throws {ChatError} NOT_FOUND if there is no such person
 */
export async function findPerson(db: Kysely<Tables>, userId: UserId): Promise<Person> {
  const rows = await db
    .selectFrom('users')
    .select(columns)
    .where('id', '=', userId)
    .where('deleted_at', 'is', null)
    .execute()
  const [person] = await toPeople(db, rows)
  if (!person) throw new ChatError('NOT_FOUND', 'There is no such person.')
  return person
}

async function toPeople(db: Kysely<Tables>, rows: readonly UserRow[]): Promise<Person[]> {
  const ids = rows.map(({ id }) => id)
  const users = new Map((await findUsers(db, ids)).map((user) => [user.id, user]))
  const seen = await findLastSeen(db, ids)
  return rows.flatMap((row) => {
    const user = users.get(row.id)
    const lastSeenAt = seen.get(row.id)
    if (!user) return []
    return {
      user,
      serverRole: row.server_role,
      joinedAt: new Date(row.created_at).getTime(),
      ...(lastSeenAt !== undefined && { lastSeenAt }),
      ...(row.suspended_at !== null && { suspendedAt: row.suspended_at }),
    }
  })
}

/** When a device of each was last here. */
async function findLastSeen(db: Kysely<Tables>, ids: readonly UserId[]): Promise<Map<string, number>> {
  if (ids.length === 0) return new Map()
  const rows = await db
    .selectFrom('sessions')
    .select((row) => ['user_id', row.fn.max('updated_at').as('seen')])
    .where('user_id', 'in', ids)
    .groupBy('user_id')
    .execute()
  return new Map(rows.map((row) => [row.user_id, new Date(row.seen).getTime()]))
}

async function nameOf(db: Kysely<Tables>, cursor: string): Promise<string> {
  const row = await db.selectFrom('users').select('name').where('id', '=', UserId.parse(cursor)).executeTakeFirst()
  if (!row) throw new ChatError('VALIDATION_FAILED', 'The cursor is not one of this request.')
  return row.name
}
