import type { RoomId, UserId } from '@chat/protocol'
import { sql } from 'kysely'
import type { Writing } from '../database/statements.ts'
import type { Applier, RoomChange } from '../log/applier.ts'
import { findUsers } from '../people/people-store.ts'
import { forgetThreadsIn } from '../threads/thread-members.ts'
import { actorAndMember, hasOtherOwner, selectMemberships, toMember } from './members-store.ts'
import { ONLY_OWNER, refuseLeave, refuseRemoval } from './room-access.ts'
import { roomColumns } from './rooms-store.ts'

/** Somebody stops being a member: leaves, or is removed by somebody else. */
export interface LeaveRoom extends RoomChange {
  readonly kind: 'member.left'
  readonly userId: UserId
  /** They are deleted, and so leave a direct conversation too. */
  readonly deleted?: true
}

export const leaveRoom: Applier<LeaveRoom> = {
  subjectId: (change) => change.userId,
  // One at a time in a room: of the last two owners only one may go.
  key: (change) => change.roomId,

  async decide(writing, changes, rooms) {
    const memberOf = await selectMemberships(writing, changes.flatMap(actorAndMember))
    return Promise.all(
      changes.map(async (change) => {
        const { roomId, actorId, userId, deleted } = change
        const member = memberOf(roomId, userId)
        const refusal =
          userId === actorId
            ? refuseLeave(rooms.get(roomId), member, deleted)
            : refuseRemoval(rooms.get(roomId), memberOf(roomId, actorId), member)
        if (refusal || !member) return refusal ?? 'accepted'
        if (member.left_seq !== null) return { status: 'unchanged' as const, seq: member.left_seq, at: 0 }
        // Whoever removes an owner is one.
        const isLast = userId === actorId && member.role === 'owner' && (await leavesOthersBehind(writing, change))
        return isLast ? ONLY_OWNER : 'accepted'
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
        await forgetThreadsIn(db, change.userId, change.roomId)
        const row = await db
          .updateTable('members')
          .set({ left_seq: seq, changed_seq: seq, removed: Number(change.actorId !== change.userId) })
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

/**
 * Keeps the number that people see next to a room's name.
 *
 * @returns the room's row as it is then, except for how far its log goes
 */
export function addToMemberCount(db: Writing['db'], roomId: RoomId, added: number) {
  return db
    .updateTable('rooms')
    .set({ member_count: sql`member_count + ${added}` })
    .where('id', '=', roomId)
    .returning(roomColumns)
    .executeTakeFirstOrThrow()
}

/** Whether a room would have people in it and nobody who owns it. */
async function leavesOthersBehind(writing: Writing, { roomId, userId }: LeaveRoom): Promise<boolean> {
  if (await hasOtherOwner(writing, { roomId, userId })) return false
  const anybody = await writing.db
    .selectFrom('members')
    .select('user_id')
    .where('room_id', '=', roomId)
    .where('user_id', '<>', userId)
    .where('left_seq', 'is', null)
    .limit(1)
    .executeTakeFirst()
  return anybody !== undefined
}
