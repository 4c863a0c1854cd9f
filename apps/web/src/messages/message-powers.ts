import type { RoomSummary } from '@chat/protocol'
import { powersIn } from '../rooms/room-roles.ts'
import type { TimelineRow } from './timeline-rows.ts'

/** What the server would let one do with a message: what is not offered is not asked in vain. */
export function powersOver(
  room: Pick<RoomSummary, 'kind' | 'role' | 'archived' | 'readOnly'>,
  { own, deleted, state }: Pick<TimelineRow, 'own' | 'deleted' | 'state'>,
) {
  const there = state === 'sent' && !deleted
  const { runs, post } = powersIn(room)
  return { reply: there && post, edit: there && own && post, delete: there && (own || runs) }
}
