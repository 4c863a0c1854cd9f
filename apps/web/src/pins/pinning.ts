import type { ChatClient } from '@chat/client'
import type { RoomSummary } from '@chat/protocol'
import { Pin, PinOff } from 'lucide-react'
import { explainRefusal } from '../connection/explain-refusal.ts'
import { announce } from '../design/announce.ts'
import { showNotice } from '../design/notices.ts'
import type { MessageAction } from '../messages/message-actions.ts'
import type { TimelineRow } from '../messages/timeline-rows.ts'
import { powersIn } from '../rooms/room-roles.ts'

/** What one can do about a message to keep it at hand for everybody, where one may. */
export function pinning(
  client: Pick<ChatClient, 'setPin'>,
  room: Pick<RoomSummary, 'kind' | 'role' | 'archived' | 'readOnly'>,
  { id, seq, deleted, pinnedAt }: Pick<TimelineRow, 'id' | 'seq' | 'deleted' | 'pinnedAt'>,
): readonly MessageAction[] {
  if (seq === undefined || deleted || !powersIn(room).post) return []
  const on = pinnedAt === undefined
  const run = () => void setPin(client, id, on)
  return [{ label: on ? 'Pin' : 'Unpin', icon: on ? Pin : PinOff, key: 'p', run }]
}

/** Pins a message, or takes the pin away, and says what came of it. */
export async function setPin(client: Pick<ChatClient, 'setPin'>, id: TimelineRow['id'], on: boolean): Promise<void> {
  try {
    await client.setPin(id, on)
    announce(on ? 'Message pinned' : 'Message unpinned')
  } catch (error) {
    showNotice(explainRefusal(error))
  }
}
