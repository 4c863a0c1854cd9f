import type { ChatClient } from '@chat/client'
import { Bookmark } from 'lucide-react'
import { useDueReminders } from '../reminders/use-reminders.ts'
import { LIST_ENTRY } from '../rooms/room-entry.tsx'
import { showLater } from './asked-later.ts'

/** The way to what one has put off, and how much of it is due. */
export function LaterEntry({ client, onOpened }: { client: ChatClient; onOpened: () => void }) {
  const due = useDueReminders(client)
  return (
    <button
      type="button"
      onClick={() => {
        onOpened()
        showLater(due > 0 ? 'reminders' : undefined)
      }}
      aria-haspopup="dialog"
      className={`${LIST_ENTRY} shrink-0 cursor-pointer ${due === 0 ? '' : 'font-medium text-text'}`}
    >
      <Bookmark aria-hidden="true" size={16} className="shrink-0" />
      Later
      {due > 0 && (
        <span className="ms-auto rounded-full bg-accent px-1.5 font-medium text-on-accent text-xs tabular-nums">
          {due}
          <span className="sr-only"> due</span>
        </span>
      )}
    </button>
  )
}
