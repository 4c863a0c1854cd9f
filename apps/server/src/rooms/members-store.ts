import type { Member, ReadEpoch, RoomId, Seq, UserId } from '@chat/protocol'
import { type ExpressionBuilder, type Kysely, sql } from 'kysely'
import { beginningAWord } from '../database/containing.ts'
import { selectEach, type Writing } from '../database/statements.ts'
import type { Tables } from '../database/tables.ts'

export interface MemberOf {
  readonly roomId: RoomId
  readonly userId: UserId
}

/** Ids have no spaces, so this names one membership. */
export function memberKey(roomId: string, userId: string): string {
  return `${roomId} ${userId}`
}

const selectMember = selectEach('members', { room_id: 'text', user_id: 'text' })

/** Looks a membership up that has been read, ended or not. */
export type FindMember = (roomId: RoomId, userId: UserId) => Tables['members'] | undefined

/** Reads these memberships. */
export async function selectMemberships(writing: Writing, memberships: readonly MemberOf[]): Promise<FindMember> {
  const distinct = new Map(memberships.map((member) => [memberKey(member.roomId, member.userId), member]))
  const rows = await writing.each(
    selectMember,
    [...distinct.values()].map(({ roomId, userId }) => ({ room_id: roomId, user_id: userId })),
  )
  const members = new Map(rows.map((row) => [memberKey(row.room_id, row.user_id), row]))
  return (roomId, userId) => members.get(memberKey(roomId, userId))
}

/** Reads the memberships of those who make these changes, in the rooms that they change. */
export function selectActors(
  writing: Writing,
  changes: readonly { readonly roomId: RoomId; readonly actorId: UserId }[],
): Promise<FindMember> {
  return selectMemberships(
    writing,
    changes.map(({ roomId, actorId }) => ({ roomId, userId: actorId })),
  )
}

/** For a change that somebody makes to somebody: the memberships of both. */
export function actorAndMember({ roomId, actorId, userId }: MemberOf & { readonly actorId: UserId }): MemberOf[] {
  return [
    { roomId, userId: actorId },
    { roomId, userId },
  ]
}

/** Whether somebody else owns the room too. */
export async function hasOtherOwner({ db }: Writing, { roomId, userId }: MemberOf): Promise<boolean> {
  const owner = await db
    .selectFrom('members')
    .select('user_id')
    .where('room_id', '=', roomId)
    .where('user_id', '<>', userId)
    .where('left_seq', 'is', null)
    .where('role', '=', 'owner')
    .limit(1)
    .executeTakeFirst()
  return owner !== undefined
}

/** The rooms of which somebody is a member now. */
export async function roomIdsOf(db: Kysely<Tables>, userId: UserId): Promise<RoomId[]> {
  return (await roomIdsOfAll(db, [userId])).get(userId) ?? []
}

/** The rooms of which each of these people is a member now. */
export async function roomIdsOfAll(db: Kysely<Tables>, userIds: readonly UserId[]): Promise<Map<UserId, RoomId[]>> {
  const rows = await db
    .selectFrom('members')
    .select(['user_id', 'room_id'])
    .where('user_id', 'in', userIds)
    .where('left_seq', 'is', null)
    .execute()
  const rooms = new Map<UserId, RoomId[]>(userIds.map((userId) => [userId, []]))
  for (const { user_id, room_id } of rows) rooms.get(user_id)?.push(room_id)
  return rooms
}

/**
 * These people's memberships of a room, ended or not.
 *
 * @param head one that has changed after it is left out: whoever asks may have been removed before that
 */
export async function findMembers(
  db: Kysely<Tables>,
  { roomId, head }: { readonly roomId: RoomId; readonly head: Seq },
  userIds: readonly string[],
): Promise<Member[]> {
  if (userIds.length === 0) return []
  const rows = await db
    .selectFrom('members')
    .selectAll()
    .where('room_id', '=', roomId)
    .where('changed_seq', '<=', head)
    .where(sql.ref<string>('user_id'), 'in', userIds)
    .execute()
  return rows.map((row) => toMember(row))
}

/**
 * The first members who joined after a position, in the order in which they joined. A search walks through the room's
 * members and stops when it has enough.
 */
export function listMembersAfter(
  db: Kysely<Tables>,
  {
    roomId,
    after,
    query,
    limit,
  }: {
    readonly roomId: RoomId
    readonly after: Seq
    /** What a word of the name begins with. */
    readonly query?: string | undefined
    readonly limit: number
  },
): Promise<Tables['members'][]> {
  let members = db
    .selectFrom('members')
    .selectAll('members')
    .where('members.room_id', '=', roomId)
    .where('members.left_seq', 'is', null)
    .where('members.joined_seq', '>', after)
    .orderBy('members.joined_seq')
    .limit(limit)
  if (query !== undefined) {
    // As a value for each member, not as a condition that a planner may turn around to look through everybody's names.
    const matches = sql<boolean>`(select ${beginningAWord('users.name', query)} from users where users.id = members.user_id)`
    members = members.where(matches)
  }
  return members.execute()
}

/** How far somebody has read, and in a room of how many; undefined if they are not a member (any more). */
export async function findReadMark(
  db: Kysely<Tables>,
  { roomId, userId }: MemberOf,
): Promise<{ seq: Seq; epoch: ReadEpoch; shownSeq: Seq; memberCount: number } | undefined> {
  const row = await db
    .selectFrom('members')
    .innerJoin('rooms', 'rooms.id', 'members.room_id')
    .select(['members.last_read_seq', 'members.read_epoch', 'members.shown_read_seq', 'rooms.member_count'])
    .where('members.room_id', '=', roomId)
    .where('members.user_id', '=', userId)
    .where('members.left_seq', 'is', null)
    .executeTakeFirst()
  return (
    row && {
      seq: row.last_read_seq,
      epoch: row.read_epoch,
      shownSeq: row.shown_read_seq,
      memberCount: row.member_count,
    }
  )
}

/** @param known how far this person is, as far as whoever gets this may know it; what many get says nothing */
export function toMember(
  row: Tables['members'],
  { lastReadSeq, deliveredSeq }: { readonly lastReadSeq: Seq; readonly deliveredSeq: Seq } = UNKNOWN,
): Member {
  return {
    userId: row.user_id,
    role: row.role,
    joinedSeq: row.joined_seq,
    ...(row.left_seq !== null && { leftSeq: row.left_seq }),
    lastReadSeq,
    ...(deliveredSeq > lastReadSeq && { deliveredSeq }),
  }
}

const UNKNOWN = { lastReadSeq: 0, deliveredSeq: 0 }

/** The names of the rooms that have other members, and no other owner than this one. */
export async function roomsOnlyOwnedBy(db: Kysely<Tables>, userId: UserId): Promise<string[]> {
  const rows = await db
    .selectFrom('members as owner')
    .innerJoin('rooms', 'rooms.id', 'owner.room_id')
    .select('rooms.name')
    .where('owner.user_id', '=', userId)
    .where('owner.role', '=', 'owner')
    .where('owner.left_seq', 'is', null)
    .where((where) => where.exists(others(where)))
    .where((where) => where.not(where.exists(others(where).where('other.role', '=', 'owner'))))
    .orderBy('rooms.name')
    .execute()
  return rows.map(({ name }) => name)

  function others(where: ExpressionBuilder<Tables & { owner: Tables['members'] }, 'owner' | 'rooms'>) {
    return where
      .selectFrom('members as other')
      .select('other.user_id')
      .whereRef('other.room_id', '=', 'owner.room_id')
      .where('other.user_id', '<>', userId)
      .where('other.left_seq', 'is', null)
  }
}

/**
 * Who owns a room after its only owner: of its moderators, else of its members, who has been there longest. Who is deleted
 * or suspended comes last.
 */
export async function findHeir(db: Kysely<Tables>, { roomId, userId }: MemberOf): Promise<UserId | undefined> {
  const row = await db
    .selectFrom('members')
    .innerJoin('users', 'users.id', 'members.user_id')
    .select('members.user_id')
    .where('members.room_id', '=', roomId)
    .where('members.user_id', '<>', userId)
    .where('members.left_seq', 'is', null)
    .orderBy(sql`case when users.deleted_at is null and users.suspended_at is null then 0 else 1 end`)
    .orderBy(sql`case when members.role = 'member' then 1 else 0 end`)
    .orderBy('members.joined_seq')
    .limit(1)
    .executeTakeFirst()
  return row?.user_id
}

/**
 * The rooms in which somebody ever was and is not any more, in the order of their ids, and where they left.
 *
 * @param from the first of them
 */
export async function roomsLeftBy(
  db: Kysely<Tables>,
  userId: UserId,
  from: RoomId | undefined,
): Promise<{ readonly roomId: RoomId; readonly leftSeq: Seq }[]> {
  let rooms = db.selectFrom('members').select(['room_id', 'left_seq']).where('user_id', '=', userId).orderBy('room_id')
  if (from !== undefined) rooms = rooms.where('room_id', '>=', from)
  const rows = await rooms.execute()
  return rows.flatMap(({ room_id: roomId, left_seq: leftSeq }) => (leftSeq === null ? [] : { roomId, leftSeq }))
}

/** The rooms from which somebody else has removed each of these people, the latest first. */
export async function findRemovedFrom(db: Kysely<Tables>, userIds: readonly UserId[]): Promise<Map<UserId, RoomId[]>> {
  const rows = await db
    .selectFrom('members')
    .innerJoin('room_log', (join) =>
      join.onRef('room_log.room_id', '=', 'members.room_id').onRef('room_log.seq', '=', 'members.left_seq'),
    )
    .select(['members.user_id', 'members.room_id'])
    .where('members.user_id', 'in', userIds)
    .where('members.removed', '=', 1)
    .where('members.left_seq', 'is not', null)
    .orderBy('room_log.at', 'desc')
    .execute()
  const byUser = Map.groupBy(rows, (row) => row.user_id)
  return new Map([...byUser].map(([userId, removed]) => [userId, removed.map((row) => row.room_id)]))
}
