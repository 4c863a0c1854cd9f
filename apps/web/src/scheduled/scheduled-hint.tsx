import type { ChatClient } from '@chat/client'
import type { RoomId } from '@chat/protocol'
import { CalendarClock, CircleAlert } from 'lucide-react'
import { showLater } from '../later/asked-later.ts'
import { hasFailed, useScheduled } from './use-scheduled.ts'

/** That something is going to be sent to a room, or could not be, with the way to it. */
export function ScheduledHint({ client, roomId }: { client: ChatClient; roomId: RoomId }) {
  const here = useScheduled(client).filter((message) => message.roomId === roomId)
  const failed = here.filter(hasFailed).length
  if (here.length === 0) return null
  const Icon = failed > 0 ? CircleAlert : CalendarClock
  return (
    <button
      type="button"
      onClick={() => showLater('scheduled')}
      aria-haspopup="dialog"
      className={`touch-target mb-1 flex min-h-7 cursor-pointer items-center gap-1.5 rounded-sm px-1 text-sm hover:underline ${failed > 0 ? 'text-danger' : 'text-muted'}`}
    >
      <Icon aria-hidden="true" size="0.875rem" className="shrink-0" />
      {failed > 0
        ? `${failed} scheduled ${failed === 1 ? 'message' : 'messages'} could not be sent`
        : `${here.length} scheduled ${here.length === 1 ? 'message' : 'messages'}`}
    </button>
  )
}
