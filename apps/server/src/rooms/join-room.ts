import type { MemberRole, UserId } from '@chat/protocol'
import type { Tables } from '../database/tables.ts'
import type { Applier, RoomChange } from '../log/applier.ts'
import { findUsers } from '../people/people-store.ts'
import { addToMemberCount } from './leave-room.ts'
import { memberKey, selectMemberships, toMember } from './members-store.ts'
import { refuseJoin } from './room-access.ts'

/** Somebody becomes a member. */
export interface JoinRoom extends RoomChange {
  readonly kind: 'member.joined'
  readonly userId: UserId
  readonly role: MemberRole
  /** How they come in, if that is for the room to allow: by themselves. Without it, who makes the change has decided. */
  readonly way?: 'open'
}

export const joinRoom: Applier<JoinRoom> = {
  subjectId: (change) => change.userId,
  key: (change) => memberKey(change.roomId, change.userId),

  async decide(writing, changes, rooms) {
    const rows = await selectMemberships(writing, changes)
    const current = new Map(rows.map((row) => [memberKey(row.room_id, row.user_id), row]))
    return changes.map((change) => {
      const member = current.get(memberKey(change.roomId, change.userId))
      if (member?.left_seq === null) return { status: 'unchanged', seq: member.joined_seq, at: 0 }
      return (change.way === 'open' && refuseJoin(rooms.get(change.roomId), member)) || 'accepted'
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
      removed: 0,
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
          removed: 0,
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
