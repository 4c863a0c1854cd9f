import type { MemberRole, Message, RoomId, RoomSummary, UserId } from '@chat/protocol'
import type { Writing } from '../database/statements.ts'
import type { Tables } from '../database/tables.ts'
import { isAlive } from '../invites/invites-store.ts'
import { countUses, makersOf, selectInvites, type UseOfInvite } from '../invites/use-invites.ts'
import type { Applier, Refused, RoomChange } from '../log/applier.ts'
import { findLastMessage } from '../messages/messages-store.ts'
import { findDeleted, findUsers } from '../people/people-store.ts'
import { peopleIn } from './direct-rooms.ts'
import { addToMemberCount } from './leave-room.ts'
import { actorAndMember, memberKey, selectMemberships, toMember } from './members-store.ts'
import { refuseInvite, refuseJoin, refuseLink, TOO_MANY_ROOMS, UNREACHABLE } from './room-access.ts'
import { findRoomPlaces } from './room-places.ts'
import { describeForAll, type RoomRow } from './rooms-store.ts'

/** Somebody becomes a member. */
export interface JoinRoom extends RoomChange {
  readonly kind: 'member.joined'
  readonly userId: UserId
  readonly role: MemberRole
  /**
   * How they come in, if that is for the room to allow: by themselves, invited by whoever makes the change, or by a link.
   * Without it, who makes the change has decided.
   */
  readonly way?: 'open' | 'invited' | 'link'
  /** The link by which they come. */
  readonly link?: UseOfInvite
}

const SAME_PEOPLE: Refused = {
  status: 'refused',
  code: 'FORBIDDEN',
  message: 'Nobody can be added to a direct conversation.',
}

const NO_SUCH_PERSON: Refused = { status: 'refused', code: 'NOT_FOUND', message: 'There is no such person.' }

export const joinRoom: Applier<JoinRoom> = {
  subjectId: (change) => change.userId,
  key: (change) => memberKey(change.roomId, change.userId),

  async decide(writing, changes, rooms) {
    const invites = await selectInvites(
      writing,
      changes.flatMap(({ link }) => link ?? []),
    )
    const memberOf = await selectMemberships(writing, [
      ...changes.flatMap(actorAndMember),
      ...makersOf(invites.values()),
    ])
    const deleted = await findDeleted(
      writing,
      changes.map(({ userId }) => userId),
    )
    const places = await findRoomPlaces(
      writing.db,
      changes.map(({ userId }) => userId),
    )
    return changes.map((change) => {
      const { roomId, actorId, userId, link } = change
      if (deleted.has(userId)) return NO_SUCH_PERSON
      const former = memberOf(roomId, userId)
      const invite = link && invites.get(link.inviteId)
      const refusal = refuse(change, {
        ...{ room: rooms.get(roomId), actor: memberOf(roomId, actorId), former, invite },
        maker: invite && memberOf(roomId, invite.created_by),
      })
      if (refusal) return refusal
      if (former?.left_seq === null) return { status: 'unchanged', seq: former.joined_seq, at: 0 }
      // Whether others are in too many rooms is their own affair: they are like those who cannot be written to.
      if (!takePlace(places, userId)) return rooms.get(roomId)?.kind === 'direct' ? UNREACHABLE : TOO_MANY_ROOMS
      // For those of this group who come after.
      if (invite) invite.uses += 1
      return 'accepted'
    })
  },

  async write(writing, placed, rooms) {
    const { db } = writing
    const rows = placed.map(({ change, seq }): Tables['members'] => ({
      room_id: change.roomId,
      user_id: change.userId,
      role: change.role,
      joined_seq: seq,
      left_seq: null,
      // What was said before somebody came is not unread for them.
      last_read_seq: seq,
      read_epoch: 0,
      shown_read_seq: 0,
      delivered_seq: 0,
      changed_seq: seq,
      removed: 0,
      favourite: 0,
      // Nobody gets to see a conversation that others have opened and said nothing in.
      hidden_seq: rooms.get(change.roomId)?.kind === 'direct' ? seq : null,
    }))
    const written = await db
      .insertInto('members')
      .values(rows)
      .onConflict((conflict) =>
        conflict.columns(['room_id', 'user_id']).doUpdateSet((row) => ({
          role: row.ref('excluded.role'),
          joined_seq: row.ref('excluded.joined_seq'),
          left_seq: null,
          last_read_seq: row.ref('excluded.last_read_seq'),
          changed_seq: row.ref('excluded.changed_seq'),
          removed: 0,
          favourite: 0,
          hidden_seq: row.ref('excluded.hidden_seq'),
        })),
      )
      // Of who comes back it stays: their other devices may know of it.
      .returning(['room_id', 'user_id', 'read_epoch'])
      .execute()
    const epochs = new Map(written.map((row) => [memberKey(row.room_id, row.user_id), row.read_epoch]))
    await countUses(
      writing,
      placed.flatMap(({ change }) => change.link ?? []),
    )
    const users = await findUsers(
      db,
      placed.map(({ change }) => change.userId),
    )
    const summaries = await summarise(
      db,
      rows.map((row) => ({ ...row, read_epoch: epochs.get(memberKey(row.room_id, row.user_id)) ?? 0 })),
    )
    return rows.map((row, index) => {
      const user = users.find(({ id }) => id === row.user_id)
      const added = summaries[index]
      return { member: toMember(row), ...(user && { user }), ...(added && { added }) }
    })
  },
}

/** Also for those of a group who come into several rooms. */
function takePlace(places: Map<UserId, number>, userId: UserId): boolean {
  const left = places.get(userId) ?? 0
  places.set(userId, left - 1)
  return left > 0
}

interface Circumstances {
  readonly room: Tables['rooms'] | undefined
  readonly actor: Tables['members'] | undefined
  readonly former: Tables['members'] | undefined
  readonly invite: Tables['invites'] | undefined
  readonly maker: Tables['members'] | undefined
}

/** Whoever comes in by a way that is for the room to allow is asked for it here. */
function refuse({ way, link, userId }: JoinRoom, circumstances: Circumstances): Refused | undefined {
  const { room, actor, former, invite } = circumstances
  switch (way) {
    case 'open':
      return refuseJoin(room, former)
    case 'invited':
      return refuseInvite(room, actor, former)
    case 'link': {
      // A retry, perhaps of what has used the link up.
      if (former?.left_seq === null) return undefined
      const alive = invite !== undefined && link !== undefined && isAlive(invite, link.at)
      return refuseLink({ ...circumstances, alive })
    }
    case undefined: {
      const people = room && peopleIn(room)
      return people && !people.includes(userId) ? SAME_PEOPLE : undefined
    }
  }
}

/**
 * What the room is to each who comes in, exactly there in its log: whatever is later reaches them as a change. Also counts
 * them. A conversation looks different to each of its people and is told by who makes it.
 */
async function summarise(db: Writing['db'], rows: readonly Tables['members'][]): Promise<(RoomSummary | undefined)[]> {
  const rooms = new Map<RoomId, { row: RoomRow; lastMessage: Message | undefined }>()
  for (const [roomId, joined] of Map.groupBy(rows, (row) => row.room_id)) {
    const row = await addToMemberCount(db, roomId, joined.length)
    rooms.set(roomId, {
      row: { ...row, member_count: row.member_count - joined.length },
      lastMessage: await findLastMessage(db, roomId),
    })
  }
  return rows.map(({ room_id, joined_seq, role, read_epoch }) => {
    const room = rooms.get(room_id)
    if (!room) return undefined
    const { row, lastMessage } = room
    row.member_count += 1
    if (row.kind === 'direct') return undefined
    return {
      ...describeForAll({ ...row, head: joined_seq }),
      ...(read_epoch > 0 && { readEpoch: read_epoch }),
      role,
      ...(lastMessage && { lastMessage }),
    }
  })
}
