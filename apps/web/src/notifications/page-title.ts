import type { Waiting } from '@chat/client'
import { unreadCount } from '../rooms/unread-count.ts'

/** What stands in the page's title: how much calls one in all rooms, a dot where there is only more to read, and where one is. */
export function pageTitle({ calling, more }: Waiting, title: string | undefined): string {
  const place = title === undefined ? 'Chat' : `${title} · Chat`
  const count = unreadCount(calling)
  if (count !== undefined) return `(${count}) ${place}`
  return more ? `• ${place}` : place
}
