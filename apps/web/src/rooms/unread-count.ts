import { limits, type RoomSummary } from '@chat/protocol'

/** How many messages wait, as people are shown it; undefined where none does. */
export function unreadCount(unread: number): string | undefined {
  if (unread <= 0) return undefined
  return unread < limits.unread ? String(unread) : `${limits.unread - 1}+`
}

/** What stands in the page's title: how often one is mentioned and how much waits in all rooms, and where one is. */
export function pageTitle(
  rooms: readonly Pick<RoomSummary, 'unread' | 'mentions'>[],
  title: string | undefined,
): string {
  const count = unreadCount(rooms.reduce((sum, { unread }) => sum + unread, 0))
  const mentioned = unreadCount(rooms.reduce((sum, { mentions }) => sum + mentions, 0))
  const place = title === undefined ? 'Chat' : `${title} · Chat`
  if (count === undefined) return place
  return mentioned === undefined ? `(${count}) ${place}` : `(@${mentioned} · ${count}) ${place}`
}
