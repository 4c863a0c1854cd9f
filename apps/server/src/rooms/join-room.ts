import type { MemberRole, UserId } from '@chat/protocol'
import type { Tables } from '../database/tables.ts'
import type { Applier, RoomChange } from '../log/applier.ts'
import { findUsers } from '../people/people-store.ts'
import { addToMemberCount } from './leave-room.ts'
import { memberKey, selectMemberships, toMember } from './members-store.ts'

/** Somebody becomes a member. Whether they may is decided by who makes the change. */
export interface JoinRoom extends RoomChange {
  readonly kind: 'member.joined'
  readonly userId: UserId
  readonly role: MemberRole
}

export const joinRoom: Applier<JoinRoom> = {
  subjectId: (change) => change.userId,
  key: (change) => memberKey(change.roomId, change.userId),

  async decide(writing, changes) {
    const rows = await selectMemberships(writing, changes)
    const current = new Map(rows.map((row) => [memberKey(row.room_id, row.user_id), row]))
    return changes.map((change) => {
      const member = current.get(memberKey(change.roomId, change.userId))
      return member && member.left_seq === null ? { status: 'unchanged', seq: member.joined_seq, at: 0 } : 'accepted'
    })
  },

  async write({ db }, placed) {
    const rows = placed.map(({ change, seq }): Tables['members'] => ({
      room_id: change.roomId,
      user_id: change.userId,
      role: change.role,
      joined_seq: seq,
      left_seq: null,
      // What was said before somebody came is not unread for them.
      last_read_seq: seq,
    }))
    await db
      .insertInto('members')
      .values(rows)
      .onConflict((conflict) =>
        conflict.columns(['room_id', 'user_id']).doUpdateSet((row) => ({
          role: row.ref('excluded.role'),
          joined_seq: row.ref('excluded.joined_seq'),
          left_seq: null,
          last_read_seq: row.ref('excluded.last_read_seq'),
        })),
      )
      .execute()
    for (const [roomId, joined] of Map.groupBy(rows, (row) => row.room_id)) {
      await addToMemberCount(db, roomId, joined.length)
    }
    const users = await findUsers(
      db,
      placed.map(({ change }) => change.userId),
    )
    return rows.map((row) => {
      const user = users.find(({ id }) => id === row.user_id)
      return { member: toMember(row), ...(user && { user }) }
    })
  },
}
