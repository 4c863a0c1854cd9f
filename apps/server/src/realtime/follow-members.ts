import type { EventPayload, RoomChanges, RoomId, RoomSummary, roomRemoved, Seq, UserId } from '@chat/protocol'
import type { Clock } from '../clock.ts'
import type { Database } from '../database/database.ts'
import type { CommittedChange } from '../log/room-log.ts'
import type { Logger } from '../logger.ts'
import { findRemovedFrom, type MemberOf, memberKey } from '../rooms/members-store.ts'
import { tellRoomAdded } from '../rooms/tell-room-added.ts'
import type { PeopleConnections } from './people-connections.ts'

/** Longer than any request takes from the look at who is in a room to when its connection enters. */
const REMEMBER_MS = 60_000

export interface MemberFollower {
  /** Takes what was committed, before any of it is sent to anybody. */
  follow(committed: readonly CommittedChange[]): void
  /**
   * Takes what had to be read from the log, before any of it is sent to anybody: that it was committed nobody here may have
   * been told, where the answer of the database was lost or another node has done it.
   */
  found(changes: RoomChanges): Promise<void>
  /** Those of the rooms that a person has not left while somebody was reading which rooms they are in. */
  withoutLeft(userId: UserId, roomIds: readonly RoomId[]): RoomId[]
}

interface Step {
  readonly seq: Seq
  readonly at: number
  readonly isMember: boolean
}

/**
 * Keeps who receives a room's changes equal to who is a member. Whoever leaves at seq r is taken out before anything at
 * or after r is sent, so nothing later than r reaches them; that they have left, they are told directly. Whoever comes in
 * is told what the room was there, and gets everything that is later.
 */
export function followMembers(options: {
  readonly people: PeopleConnections
  readonly database: Pick<Database, 'read'>
  readonly clock: Clock
  readonly logger: Logger
  /** Somebody has left a room, in whatever way that became known. */
  readonly onLeft: (userId: UserId) => void
}): MemberFollower {
  const { people, database, clock, logger, onLeft } = options
  /** Who came into which room, or left it, lately; the last step of each. */
  const lately = new Map<string, Step>()

  function note({ roomId, userId }: MemberOf, seq: Seq, isMember: boolean): void {
    for (const [key, { at }] of lately) {
      if (clock.now() - at <= REMEMBER_MS) break
      lately.delete(key)
    }
    const key = memberKey(roomId, userId)
    lately.delete(key)
    lately.set(key, { seq, at: clock.now(), isMember })
  }

  function enter(member: MemberOf, seq: Seq, room: RoomSummary | undefined): void {
    note(member, seq, true)
    people.enter(member.userId, member.roomId)
    if (room) people.tell(member.userId, 'room:added', room)
  }

  function leave(member: MemberOf, seq: Seq, reason: EventPayload<typeof roomRemoved>['reason']): void {
    note(member, seq, false)
    people.leave(member.userId, member.roomId)
    people.tell(member.userId, 'room:removed', { roomId: member.roomId, reason })
    onLeft(member.userId)
  }

  function isNews({ roomId, userId }: MemberOf, seq: Seq): boolean {
    return (lately.get(memberKey(roomId, userId))?.seq ?? 0) < seq
  }

  async function findRemoved(roomId: RoomId, userIds: readonly UserId[]): Promise<ReadonlySet<UserId>> {
    if (userIds.length === 0) return new Set()
    const from = await findRemovedFrom(database.read, userIds)
    return new Set(userIds.filter((userId) => from.get(userId)?.includes(roomId)))
  }

  function tellAdded(userId: UserId, roomId: RoomId): void {
    tellRoomAdded({ database, people }, userId, roomId).catch((err: unknown) =>
      logger.warn({ err, roomId }, 'could not tell somebody of a room that is theirs; the next sync does'),
    )
  }

  return {
    follow(committed) {
      for (const { change, applied } of committed) {
        if (change.kind === 'member.joined') enter(change, applied.seq, applied.state.added)
        else if (change.kind === 'member.left') {
          leave(change, applied.seq, change.actorId === change.userId ? 'left' : 'removed')
        }
      }
    },
    async found({ roomId, from, members = [] }) {
      const gone = members.flatMap(({ userId, leftSeq }) => (leftSeq === undefined ? [] : { userId, leftSeq }))
      const removed = await findRemoved(
        roomId,
        gone.map(({ userId }) => userId),
      )
      for (const { userId, leftSeq } of gone) {
        if (isNews({ roomId, userId }, leftSeq)) {
          leave({ roomId, userId }, leftSeq, removed.has(userId) ? 'removed' : 'left')
        }
      }
      for (const { userId, joinedSeq, leftSeq } of members) {
        if (leftSeq === undefined && joinedSeq > from && isNews({ roomId, userId }, joinedSeq)) {
          enter({ roomId, userId }, joinedSeq, undefined)
          tellAdded(userId, roomId)
        }
      }
    },
    withoutLeft: (userId, roomIds) =>
      roomIds.filter((roomId) => lately.get(memberKey(roomId, userId))?.isMember !== false),
  }
}
