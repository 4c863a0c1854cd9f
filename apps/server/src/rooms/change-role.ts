import type { MemberRole, UserId } from '@chat/protocol'
import type { Applier, RoomChange, Unchanged } from '../log/applier.ts'
import { findUsers } from '../people/people-store.ts'
import { actorAndMember, hasOtherOwner, selectMemberships, toMember } from './members-store.ts'
import { ONLY_OWNER, refuseRole } from './room-access.ts'

/** Somebody gives a member, or themselves, another role. */
export interface ChangeRole extends RoomChange {
  readonly kind: 'member.changed'
  readonly userId: UserId
  readonly role: MemberRole
}

export const changeRole: Applier<ChangeRole> = {
  subjectId: (change) => change.userId,
  // One at a time in a room: of the last two owners only one may step down.
  key: (change) => change.roomId,

  async decide(writing, changes, rooms) {
    const memberOf = await selectMemberships(writing, changes.flatMap(actorAndMember))
    return Promise.all(
      changes.map(async (change) => {
        const { roomId, actorId, userId, role } = change
        const room = rooms.get(roomId)
        const member = memberOf(roomId, userId)
        const refusal = refuseRole(room, memberOf(roomId, actorId), member)
        if (refusal || !room || !member) return refusal ?? 'accepted'
        if (member.role === role) return { status: 'unchanged', seq: room.head, at: room.head_at } satisfies Unchanged
        return member.role !== 'owner' || (await hasOtherOwner(writing, change)) ? 'accepted' : ONLY_OWNER
      }),
    )
  },

  async write({ db }, placed) {
    const users = await findUsers(
      db,
      placed.map(({ change }) => change.userId),
    )
    return Promise.all(
      placed.map(async ({ change: { roomId, userId, role }, seq }) => {
        const row = await db
          .updateTable('members')
          .set({ role, changed_seq: seq })
          .where('room_id', '=', roomId)
          .where('user_id', '=', userId)
          .returningAll()
          .executeTakeFirstOrThrow()
        const user = users.find(({ id }) => id === userId)
        return { member: toMember(row), ...(user && { user }) }
      }),
    )
  },
}
