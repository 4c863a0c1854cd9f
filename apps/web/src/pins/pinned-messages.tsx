import type { ChatClient } from '@chat/client'
import type { Message, RoomSummary } from '@chat/protocol'
import { Pin } from 'lucide-react'
import { useEffect, useState } from 'react'
import { Button } from '../design/button.tsx'
import { ListNotice } from '../design/list-notice.tsx'
import { ListSkeleton } from '../design/list-skeleton.tsx'
import { ShowMore } from '../design/show-more.tsx'
import { createPagedSearch } from '../store/paged-search.ts'
import { useStore } from '../store/use-store.ts'
import { PinnedMessage } from './pinned-message.tsx'

/** What is pinned in a room, the latest pin first. */
export function PinnedMessages({ client, room, close }: { client: ChatClient; room: RoomSummary; close: () => void }) {
  const { id: roomId, pins } = room
  const [search] = useState(() =>
    createPagedSearch<Message>(
      async ({ cursor }) => {
        const page = await client.listPins({ roomId, ...(cursor !== undefined && { cursor }) })
        return { items: page.messages, cursor: page.cursor }
      },
      ({ id }) => id,
    ),
  )
  const found = useStore(search.found)
  const { status, items, problem } = found
  const connected = useStore(client.connection).status === 'connected'
  // Also when others pin something, or take a pin away.
  // biome-ignore lint/correctness/useExhaustiveDependencies: see above
  useEffect(() => void search.search(''), [search, pins, connected])

  if (status === 'loading' && items.length === 0) return <ListSkeleton label="Loading pinned messages" />
  return (
    <div className="flex min-h-0 flex-1 flex-col gap-2 overflow-y-auto px-5 pt-2 pb-4">
      {status === 'ready' && items.length === 0 && (
        <ListNotice text="Nothing is pinned here. Pin a message from the menu beside it, and everybody finds it here.">
          <Pin aria-hidden="true" size="1.75rem" className="-order-1 text-muted" />
        </ListNotice>
      )}
      {status === 'failed' && (
        <ListNotice text={problem ?? ''}>
          <Button onClick={() => void search.search('')}>Try again</Button>
        </ListNotice>
      )}
      <ul aria-label="Pinned messages" className="flex flex-col gap-2">
        {items.map((message) => (
          <PinnedMessage key={message.id} client={client} room={room} message={message} close={close} />
        ))}
      </ul>
      <ShowMore page={found} more={search.more} className="pt-1" />
    </div>
  )
}
