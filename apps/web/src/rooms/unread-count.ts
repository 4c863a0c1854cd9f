import { limits } from '@chat/protocol'

/** How many messages wait, as people are shown it; undefined where none does. */
export function unreadCount(unread: number): string | undefined {
  if (unread <= 0) return undefined
  return unread < limits.unread ? String(unread) : `${limits.unread - 1}+`
}
