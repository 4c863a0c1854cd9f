import type { ChatClient } from '@chat/client'
import type { RoomSummary } from '@chat/protocol'
import { Search } from 'lucide-react'
import { type RefObject, useEffect, useRef, useState } from 'react'
import { Button } from '../design/button.tsx'
import { Modal } from '../design/modal.tsx'
import { useSettled } from '../store/use-settled.ts'
import { useStore } from '../store/use-store.ts'
import { FoundRooms } from './found-rooms.tsx'
import { createRoomBrowser } from './room-browser.ts'

/** The public rooms, to look through and to join. */
export function BrowseRoomsDialog({
  client,
  open,
  onOpenChange,
  enter,
  create,
}: {
  client: ChatClient
  open: boolean
  onOpenChange: (open: boolean) => void
  /** Shows a room that one is in. */
  enter: (room: RoomSummary) => void
  create: () => void
}) {
  const search = useRef<HTMLInputElement>(null)
  return (
    <Modal title="Browse rooms" size="list" open={open} onOpenChange={onOpenChange} initialFocus={search}>
      <BrowseRooms client={client} search={search} enter={enter} create={create} />
    </Modal>
  )
}

function BrowseRooms({
  client,
  search,
  enter,
  create,
}: {
  client: ChatClient
  search: RefObject<HTMLInputElement | null>
  enter: (room: RoomSummary) => void
  create: () => void
}) {
  const [browser] = useState(() => createRoomBrowser(client))
  const [query, setQuery] = useState('')
  const settled = useSettled(query)
  const connected = useStore(client.connection).status === 'connected'

  // Also when the connection is back: what failed without it is tried again.
  // biome-ignore lint/correctness/useExhaustiveDependencies: see above
  useEffect(() => {
    void browser.search(settled)
  }, [browser, settled, connected])

  return (
    <>
      <div className="flex shrink-0 gap-2 border-line border-b px-5 pt-2 pb-4">
        <label className="relative min-w-0 flex-1">
          <span className="sr-only">Search rooms</span>
          <Search
            aria-hidden="true"
            size={16}
            className="pointer-events-none absolute start-3 top-1/2 -translate-y-1/2 text-muted"
          />
          <input
            ref={search}
            type="search"
            dir="auto"
            value={query}
            maxLength={50}
            placeholder="Search rooms"
            autoComplete="off"
            enterKeyHint="search"
            onChange={(event) => setQuery(event.target.value)}
            className="h-9 w-full rounded-md border border-edge bg-raised ps-9 pe-3 text-base text-text placeholder:text-muted focus-visible:outline-offset-0 pointer-coarse:h-11"
          />
        </label>
        <Button onClick={create}>
          Create<span className="max-sm:sr-only">a room</span>
        </Button>
      </div>
      <FoundRooms client={client} browser={browser} enter={enter} />
    </>
  )
}
