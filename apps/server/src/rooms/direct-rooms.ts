import type { RoomId, Seq, UserId } from '@chat/protocol'
import { type Kysely, sql } from 'kysely'
import type { Statement, Writing } from '../database/statements.ts'
import type { Tables } from '../database/tables.ts'
import type { LockedRooms } from '../log/applier.ts'
import { findDeleted } from '../people/people-store.ts'

/** What is the same for the same people, in whatever order they are named. Ids have no spaces and are ASCII. */
export function directKey(people: Iterable<UserId>): string {
  return [...new Set(people)].sort().join(' ')
}

/** The people of a direct conversation; undefined for other rooms. */
export function peopleIn({ direct_key }: Pick<Tables['rooms'], 'direct_key'>): UserId[] | undefined {
  // biome-ignore lint/nursery/noUnsafeTypeAssertion: a key is made of ids alone
  return direct_key === null ? undefined : (direct_key.split(' ') as UserId[])
}

/** The direct conversations in which everybody but one is deleted: nobody would read what is said there. */
export async function desertedRooms(writing: Writing, rooms: LockedRooms): Promise<ReadonlySet<RoomId>> {
  const lonely = [...rooms.values()].flatMap(({ id, member_count, ...room }) => {
    const people = member_count > 1 ? undefined : peopleIn(room)
    return people ? { id, people } : []
  })
  if (lonely.length === 0) return new Set()
  const deleted = await findDeleted(
    writing,
    lonely.flatMap(({ people }) => people),
  )
  const isLeft = (userId: UserId): boolean => !deleted.has(userId)
  return new Set(lonely.flatMap(({ id, people }) => (people.filter(isLeft).length > 1 ? [] : id)))
}

const showEach: Statement<Pick<Tables['members'], 'room_id'>, Pick<Tables['members'], 'room_id' | 'user_id'>> = {
  columns: ['room_id'],
  sqlite:
    'update members set hidden_seq = null where room_id = ? and hidden_seq is not null returning room_id, user_id',
  postgres:
    'update members set hidden_seq = null from unnest($1::text[]) as given (room_id) ' +
    'where members.room_id = given.room_id and hidden_seq is not null returning members.room_id, members.user_id',
}

/**
 * Shows direct conversations again to everybody who has hidden them.
 *
 * @returns to whom, room by room
 */
export async function showAgain(writing: Writing, roomIds: Iterable<RoomId>): Promise<Map<RoomId, UserId[]>> {
  const rows = await writing.each(
    showEach,
    [...new Set(roomIds)].map((room_id) => ({ room_id })),
  )
  const byRoom = Map.groupBy(rows, (row) => row.room_id)
  return new Map([...byRoom].map(([roomId, shown]) => [roomId, shown.map((row) => row.user_id)]))
}

/** Whether a membership shows: a direct conversation that was hidden does not, until something is said in it. */
export const isShown = sql<boolean>`(members.hidden_seq is null or members.hidden_seq < (
  select messages.seq from messages where messages.room_id = members.room_id order by messages.seq desc limit 1
))`

/** A direct conversation that somebody is in; undefined for any other room. */
export async function findConversation(
  db: Kysely<Tables>,
  userId: UserId,
  roomId: RoomId,
): Promise<{ readonly head: Seq; readonly shown: boolean } | undefined> {
  const row = await db
    .selectFrom('members')
    .innerJoin('rooms', 'rooms.id', 'members.room_id')
    .select(['rooms.head', isShown.as('shown')])
    .where('members.room_id', '=', roomId)
    .where('members.user_id', '=', userId)
    .where('members.left_seq', 'is', null)
    .where('rooms.kind', '=', 'direct')
    .executeTakeFirst()
  return row && { head: row.head, shown: Boolean(row.shown) }
}
