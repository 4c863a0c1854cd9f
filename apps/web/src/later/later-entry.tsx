import type { ChatClient } from '@chat/client'
import { Bookmark } from 'lucide-react'
import { useDueReminders } from '../reminders/use-reminders.ts'
import { LIST_ENTRY } from '../rooms/room-entry.tsx'
import { hasFailed, useScheduled } from '../scheduled/use-scheduled.ts'
import { showLater } from './asked-later.ts'

/** The way to what one has put off, and how much of it waits for one: what is due, and what could not be sent. */
export function LaterEntry({ client, onOpened }: { client: ChatClient; onOpened: () => void }) {
  const due = useDueReminders(client)
  const failed = useScheduled(client).filter(hasFailed).length
  const waiting = due + failed
  const part = due > 0 ? 'reminders' : failed > 0 ? 'scheduled' : undefined
  return (
    <button
      type="button"
      onClick={() => {
        onOpened()
        showLater(part)
      }}
      aria-haspopup="dialog"
      className={`${LIST_ENTRY} shrink-0 cursor-pointer ${waiting === 0 ? '' : 'font-medium text-text'}`}
    >
      <Bookmark aria-hidden="true" size="1rem" className="shrink-0" />
      Later
      {waiting > 0 && (
        <span className="ms-auto rounded-full bg-accent px-1.5 font-medium text-on-accent text-xs tabular-nums">
          {waiting}
          <span className="sr-only"> waiting</span>
        </span>
      )}
    </button>
  )
}
