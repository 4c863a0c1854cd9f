import type { RoomId, UserId } from '@chat/protocol'
import { sql } from 'kysely'
import type { Writing } from '../database/statements.ts'
import type { Applier, Refused, RoomChange } from '../log/applier.ts'
import { findUsers } from '../people/people-store.ts'
import { memberKey, selectMemberships, toMember } from './members-store.ts'

/** Somebody stops being a member. Whether they may, if it is somebody else who makes the change, is decided by who makes it. */
export interface LeaveRoom extends RoomChange {
  readonly kind: 'member.left'
  readonly userId: UserId
}

const NOT_A_MEMBER: Refused = { status: 'refused', code: 'NOT_FOUND', message: 'There is no such room.' }
const ONLY_OWNER: Refused = {
  status: 'refused',
  code: 'FORBIDDEN',
  message: 'You are the only owner of this room, and it has other members.',
}

export const leaveRoom: Applier<LeaveRoom> = {
  subjectId: (change) => change.userId,
  // One at a time in a room: of the last two owners only one may go.
  key: (change) => change.roomId,

  async decide(writing, changes) {
    const rows = await selectMemberships(writing, changes)
    const known = new Map(rows.map((row) => [memberKey(row.room_id, row.user_id), row]))
    return Promise.all(
      changes.map(async (change) => {
        const member = known.get(memberKey(change.roomId, change.userId))
        if (!member) return NOT_A_MEMBER
        if (member.left_seq !== null) return { status: 'unchanged' as const, seq: member.left_seq, at: 0 }
        return member.role === 'owner' && (await isOnlyOwner(writing, change)) ? ONLY_OWNER : 'accepted'
      }),
    )
  },

  async write({ db }, placed) {
    const users = await findUsers(
      db,
      placed.map(({ change }) => change.userId),
    )
    return Promise.all(
      placed.map(async ({ change, seq }) => {
        await addToMemberCount(db, change.roomId, -1)
        const row = await db
          .updateTable('members')
          .set({ left_seq: seq })
          .where('room_id', '=', change.roomId)
          .where('user_id', '=', change.userId)
          .returningAll()
          .executeTakeFirstOrThrow()
        const user = users.find(({ id }) => id === change.userId)
        return { member: toMember(row), ...(user && { user }) }
      }),
    )
  },
}

/** Keeps the number that people see next to a room's name. */
export async function addToMemberCount(db: Writing['db'], roomId: RoomId, added: number): Promise<void> {
  await db
    .updateTable('rooms')
    .set({ member_count: sql`member_count + ${added}` })
    .where('id', '=', roomId)
    .execute()
}

/** Whether nobody else owns a room that has others in it. */
async function isOnlyOwner({ db }: Writing, { roomId, userId }: LeaveRoom): Promise<boolean> {
  const others = db
    .selectFrom('members')
    .select('user_id')
    .where('room_id', '=', roomId)
    .where('user_id', '<>', userId)
    .where('left_seq', 'is', null)
  const [owner, anybody] = [
    await others.where('role', '=', 'owner').limit(1).executeTakeFirst(),
    await others.limit(1).executeTakeFirst(),
  ]
  return !owner && anybody !== undefined
}
