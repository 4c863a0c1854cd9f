import { limits, type RoomNotify, type RoomSummary } from '@chat/protocol'

/** How many messages wait, as people are shown it; undefined where none does. */
export function unreadCount(unread: number): string | undefined {
  if (unread <= 0) return undefined
  return unread < limits.unread ? String(unread) : `${limits.unread - 1}+`
}

/** How many messages call one by name in a room: a muted one is silent about them only where nothing is to notify. */
export function callsIn(
  { mentions }: Pick<RoomSummary, 'mentions'>,
  { muted, level }: Partial<RoomNotify> = {},
): number {
  return muted && level === 'nothing' ? 0 : mentions
}

/** Whether something new is in a room, which where it is muted calls one by name. */
export function waits(room: Pick<RoomSummary, 'unread' | 'mentions'>, notify: RoomNotify | undefined): boolean {
  return callsIn(room, notify) > 0 || (room.unread > 0 && !notify?.muted)
}
