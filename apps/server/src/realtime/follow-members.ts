import type { EventPayload, RoomId, RoomSummary, roomRemoved, UserId } from '@chat/protocol'
import type { Clock } from '../clock.ts'
import type { CommittedChange } from '../log/room-log.ts'
import { type MemberOf, memberKey } from '../rooms/members-store.ts'
import type { PeopleConnections } from './people-connections.ts'

/** Longer than any request takes from the look at who is in a room to when its connection enters. */
const REMEMBER_MS = 60_000

export interface MemberFollower {
  /** Takes what was committed, before any of it is sent to anybody. */
  follow(committed: readonly CommittedChange[]): void
  /** Those of the rooms that a person has not left while somebody was reading which rooms they are in. */
  withoutLeft(userId: UserId, roomIds: readonly RoomId[]): RoomId[]
}

/**
 * Keeps who receives a room's changes equal to who is a member. Whoever leaves at seq r is taken out before anything at
 * or after r is sent, so nothing later than r reaches them; that they have left, they are told directly. Whoever comes in
 * is told what the room was there, and gets everything that is later.
 */
export function followMembers(people: PeopleConnections, clock: Clock): MemberFollower {
  /** Who left which room lately, and when. */
  const left = new Map<string, number>()

  function forgetOld(): void {
    for (const [key, at] of left) {
      if (clock.now() - at <= REMEMBER_MS) return
      left.delete(key)
    }
  }

  function enter({ roomId, userId }: MemberOf, room: RoomSummary | undefined): void {
    left.delete(memberKey(roomId, userId))
    people.enter(userId, roomId)
    if (room) people.tell(userId, 'room:added', room)
  }

  function leave({ roomId, userId }: MemberOf, reason: EventPayload<typeof roomRemoved>['reason']): void {
    forgetOld()
    left.set(memberKey(roomId, userId), clock.now())
    people.leave(userId, roomId)
    people.tell(userId, 'room:removed', { roomId, reason })
  }

  return {
    follow(committed) {
      for (const { change, applied } of committed) {
        if (change.kind === 'member.joined') enter(change, applied.state.added)
        else if (change.kind === 'member.left') leave(change, change.actorId === change.userId ? 'left' : 'removed')
      }
    },
    withoutLeft: (userId, roomIds) => roomIds.filter((roomId) => !left.has(memberKey(roomId, userId))),
  }
}
