import type { ChatClient } from '@chat/client'
import { showNotice } from '../design/notices.ts'

/** Marks every room as read, to its end. What was one room can be seen; of more one is told. */
export function markAllRead(client: Pick<ChatClient, 'rooms' | 'markRead'>): void {
  const waiting = client.rooms.get().filter(({ unread }) => unread > 0)
  for (const { id } of waiting) client.markRead(id)
  if (waiting.length > 1) showNotice(`${waiting.length} rooms marked as read`)
}
