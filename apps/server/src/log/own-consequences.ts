import type { PersonChange } from '../personal/person-kinds.ts'
import type { Change } from './change.ts'

/** What a change of a room makes of what is people's own, in the same transaction. */
export function ownConsequences(change: Change): PersonChange[] {
  switch (change.kind) {
    case 'member.left':
      return [{ kind: 'notify', userId: change.userId, roomId: change.roomId }]
    case 'message.posted':
      return change.scheduled ? [{ kind: 'scheduled', act: 'sent', userId: change.actorId, id: change.messageId }] : []
    default:
      return []
  }
}
