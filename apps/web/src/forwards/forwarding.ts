import { type Forwardable, forwardedFrom } from '@chat/client'
import type { RoomId } from '@chat/protocol'
import { Forward } from 'lucide-react'
import type { MessageAction } from '../messages/message-actions.ts'
import type { TimelineRow } from '../messages/timeline-rows.ts'

/** What can be passed on of a row; nothing of what is not on the server, or is deleted. */
export function forwardableOf(row: TimelineRow, roomId: RoomId): Forwardable | undefined {
  const { id, seq, authorId, text, at: sentAt, forwarded, deleted, state } = row
  if (seq === undefined || authorId === undefined || deleted || state !== 'sent') return undefined
  const message = { id, roomId, seq, authorId, text, sentAt, ...(forwarded && { forwarded }) }
  return forwardedFrom(message) && message
}

/** Passing a message on; nothing where there is none. */
export function forwarding(row: TimelineRow, roomId: RoomId, run: MessageAction['run']): MessageAction[] {
  return forwardableOf(row, roomId) ? [{ label: 'Forward…', icon: Forward, takesFocus: true, key: 'f', run }] : []
}
