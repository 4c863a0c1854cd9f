import type { ChatClient } from '@chat/client'
import { MessagesSquare } from 'lucide-react'
import { LIST_ENTRY } from '../rooms/room-entry.tsx'
import { unreadCount } from '../rooms/unread-count.ts'
import { useThrottledStore } from '../store/use-throttled-store.ts'

/** The way to the threads that one follows, and how many of them have something new. */
export function ThreadsEntry({ client, open }: { client: ChatClient; open: () => void }) {
  const { threads } = useThrottledStore(client.threads)
  const waiting = [...threads.values()].filter(({ following, unread }) => following && unread > 0).length
  const count = unreadCount(waiting)
  return (
    <button
      type="button"
      onClick={open}
      aria-haspopup="dialog"
      className={`${LIST_ENTRY} shrink-0 cursor-pointer ${count === undefined ? '' : 'font-medium text-text'}`}
    >
      <MessagesSquare aria-hidden="true" size="1rem" className="shrink-0" />
      Threads
      {count !== undefined && (
        <span className="ms-auto rounded-full bg-accent px-1.5 font-medium text-on-accent text-xs tabular-nums">
          {count}
          <span className="sr-only"> unread</span>
        </span>
      )}
    </button>
  )
}
