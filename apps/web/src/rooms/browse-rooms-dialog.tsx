import type { ChatClient } from '@chat/client'
import { limits, type RoomSummary } from '@chat/protocol'
import { type RefObject, useRef, useState } from 'react'
import { Button } from '../design/button.tsx'
import { Modal } from '../design/modal.tsx'
import { SearchField } from '../design/search-field.tsx'
import { useTypedSearch } from '../store/use-typed-search.ts'
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
  useTypedSearch(client, browser, query)

  return (
    <>
      <div className="flex shrink-0 gap-2 border-line border-b px-5 pt-2 pb-4">
        <SearchField
          input={search}
          label="Search rooms"
          value={query}
          maxLength={limits.roomName.max}
          onChange={setQuery}
          className="min-w-0 flex-1"
        />
        <Button onClick={create}>
          {/* One piece, or the gap between two would stand in the words. */}
          <span>
            Create<span className="max-sm:sr-only"> a room</span>
          </span>
        </Button>
      </div>
      <FoundRooms client={client} browser={browser} enter={enter} />
    </>
  )
}
