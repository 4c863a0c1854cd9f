import type { ChatClient } from '@chat/client'
import { CalendarClock } from 'lucide-react'
import { ListNotice } from '../design/list-notice.tsx'
import { roomTitle } from '../rooms/room-title.ts'
import { useNamedRooms } from '../rooms/use-named-rooms.ts'
import { ScheduledItem } from './scheduled-item.tsx'
import { useScheduled } from './use-scheduled.ts'

/** What one has written and is going to be sent, and before it what could not be. */
export function ScheduledList({ client }: { client: ChatClient }) {
  const scheduled = useScheduled(client)
  const titles = new Map(useNamedRooms(client).map((room) => [room.id, roomTitle(room)]))
  return (
    <div className="min-h-0 flex-1 overflow-y-auto">
      {scheduled.length === 0 ? (
        <ListNotice text="Nothing is scheduled. Write a message, choose “Schedule message” beside it, and it is sent in time.">
          <CalendarClock aria-hidden="true" size="1.75rem" className="-order-1 text-muted" />
        </ListNotice>
      ) : (
        <ul aria-label="Scheduled messages" className="flex flex-col gap-2 px-5 py-3">
          {scheduled.map((message) => (
            <ScheduledItem
              key={message.id}
              client={client}
              message={message}
              where={titles.get(message.roomId) ?? 'a room that you are not in'}
            />
          ))}
        </ul>
      )}
    </div>
  )
}
