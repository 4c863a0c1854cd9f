import type { ChatClient } from '@chat/client'
import type { Message, RoomSummary } from '@chat/protocol'
import { useEffect, useState } from 'react'
import { FormProblem } from '../accounts/form-problem.tsx'
import { Button } from '../design/button.tsx'
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
  const { status, items, hasMore, loadingMore, problem } = useStore(search.found)
  const connected = useStore(client.connection).status === 'connected'
  // Also when others pin something, or take a pin away.
  // biome-ignore lint/correctness/useExhaustiveDependencies: see above
  useEffect(() => void search.search(''), [search, pins, connected])

  if (status === 'loading' && items.length === 0) return <Loading />
  return (
    <div className="flex min-h-0 flex-1 flex-col gap-2 overflow-y-auto px-5 pt-2 pb-4">
      {items.length === 0 && problem === undefined && <p className="text-muted">Nothing is pinned here.</p>}
      <ul aria-label="Pinned messages" className="flex flex-col gap-2">
        {items.map((message) => (
          <PinnedMessage key={message.id} client={client} room={room} message={message} close={close} />
        ))}
      </ul>
      {hasMore && (
        <Button look="quiet" disabled={loadingMore} onClick={() => void search.more()}>
          Show more
        </Button>
      )}
      <FormProblem>{problem}</FormProblem>
    </div>
  )
}

function Loading() {
  return (
    <div role="status" aria-label="Loading pinned messages" className="flex flex-col gap-2 px-5 pt-2">
      {['w-3/5', 'w-4/5', 'w-2/5'].map((width) => (
        <span key={width} className={`pulse-quietly h-4 rounded-sm bg-line ${width}`} />
      ))}
    </div>
  )
}
