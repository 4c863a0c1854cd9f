import { limits, type listRooms, type RequestOutput, RoomId, type UserId } from '@chat/protocol'
import { type Kysely, sql } from 'kysely'
import { containing } from '../database/containing.ts'
import type { Tables } from '../database/tables.ts'
import { ChatError } from '../gate/chat-error.ts'
import { describeForAll, membershipOf, roomColumns } from './rooms-store.ts'

/** A page of the public rooms by name, as the reader sees them. */
export async function findPublicRooms(
  db: Kysely<Tables>,
  reader: UserId,
  { query, cursor }: { readonly query?: string | undefined; readonly cursor?: string | undefined },
): Promise<RequestOutput<typeof listRooms>> {
  let rooms = db
    .selectFrom('rooms')
    .leftJoin('members', membershipOf(reader))
    .select([...roomColumns, 'role'])
    .where('kind', '=', 'public')
    // What has no entry in its log was never finished.
    .where('head', '>', 0)
    // Nobody can come in; those who are in it find it among their rooms.
    .where('archived', '=', 0)
    .orderBy(sql`lower(name)`)
    .orderBy('rooms.id')
    .limit(limits.roomsPage + 1)
  if (query !== undefined) rooms = rooms.where(containing('name', query))
  if (cursor !== undefined) {
    const [id, name] = await positionOf(db, cursor)
    rooms = rooms.where(sql<boolean>`(lower(name), rooms.id) > (lower(${name}), ${id})`)
  }
  const rows = await rooms.execute()
  const page = rows.slice(0, limits.roomsPage)
  const last = page.at(-1)
  return {
    rooms: page.map((row) => ({ ...describeForAll(row), role: row.role ?? 'member' })),
    ...(rows.length > page.length && last && { cursor: last.id }),
  }
}

/** A page ends with the room that the cursor names. */
async function positionOf(db: Kysely<Tables>, cursor: string): Promise<readonly [id: RoomId, name: string]> {
  const id = RoomId.parse(cursor)
  const room = await db
    .selectFrom('rooms')
    .select('name')
    .where('id', '=', id)
    .where('kind', '=', 'public')
    .executeTakeFirst()
  if (!room) throw new ChatError('VALIDATION_FAILED', 'The cursor is not one of this request.')
  return [id, room.name]
}
