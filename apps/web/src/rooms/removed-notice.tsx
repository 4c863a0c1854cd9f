import type { ChatClient } from '@chat/client'
import type { RoomSummary } from '@chat/protocol'
import { useState } from 'react'
import { Button } from '../design/button.tsx'
import { useStore } from '../store/use-store.ts'

/** One line when somebody has taken one out of a room, until it is read. */
export function RemovedNotice({ client }: { client: ChatClient }) {
  const room = useStore(client.removedFrom)
  const [read, setRead] = useState<RoomSummary>()
  return (
    <div role="status" aria-label="Removed" className="empty:hidden">
      {room !== undefined && room !== read && (
        <p className="flex flex-wrap items-center justify-center gap-x-2 border-line border-b bg-selected px-4 py-1 text-sm">
          <span className="[overflow-wrap:anywhere]">
            You were removed from <bdi className="font-medium">{room.name}</bdi>.
          </span>
          <Button look="quiet" size="sm" onClick={() => setRead(room)}>
            OK
          </Button>
        </p>
      )}
    </div>
  )
}
