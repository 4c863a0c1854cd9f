import type { RoomId, UserId } from '@chat/protocol'
import type { Clock } from '../clock.ts'
import type { CommittedChange } from '../log/room-log.ts'
import { memberKey } from '../rooms/members-store.ts'
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
 * or after r is sent, so nothing later than r reaches them; that they have left, they are told directly.
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

  return {
    follow(committed) {
      for (const { change } of committed) {
        if (change.kind === 'member.joined') {
          left.delete(memberKey(change.roomId, change.userId))
          people.enter(change.userId, change.roomId)
        } else if (change.kind === 'member.left') {
          forgetOld()
          left.set(memberKey(change.roomId, change.userId), clock.now())
          people.leave(change.userId, change.roomId)
          const reason = change.actorId === change.userId ? 'left' : 'removed'
          people.tell(change.userId, 'room:removed', { roomId: change.roomId, reason })
        }
      }
    },
    withoutLeft: (userId, roomIds) => roomIds.filter((roomId) => !left.has(memberKey(roomId, userId))),
  }
}
