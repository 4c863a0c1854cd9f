import type { RoomChanges, RoomSummary } from '@chat/protocol'
import { countOf, type NotifyRules, noticeOf, notifyLevel } from './what-notifies.ts'

/**
 * How many messages of a room notify that came while the client was away.
 *
 * @param before what the client knew of it then; undefined for a room that is new in the list
 * @param changes what the sync has brought of it, if that is all that came since
 */
export function missedIn(
  now: RoomSummary,
  before: RoomSummary | undefined,
  changes: RoomChanges | undefined,
  rules: NotifyRules,
): number {
  if (before && now.head <= before.head) return 0
  if (before && changes && changes.from <= before.head && changes.to >= now.head) {
    const since = changes.messages.filter(({ seq }) => seq > before.head)
    return since.filter((message) => noticeOf(message, now, rules) !== undefined).length
  }
  if (rules.choices.get(now.id)?.muted || rules.status === 'dnd') return 0
  const level = notifyLevel(now, rules)
  return Math.max(0, countOf(now, level) - stillWaiting(now, before, countOf(before ?? now, level)))
}

/** Of what waited before, as much as was not read meanwhile on another device: all of it, or none, or at most all. */
function stillWaiting(now: RoomSummary, before: RoomSummary | undefined, waited: number): number {
  return !before || now.lastReadSeq >= before.head ? 0 : waited
}
