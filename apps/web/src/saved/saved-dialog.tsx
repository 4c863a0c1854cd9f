import type { ChatClient, SavedPage } from '@chat/client'
import { Bookmark } from 'lucide-react'
import { useEffect, useMemo, useRef } from 'react'
import { Button } from '../design/button.tsx'
import { ListNotice } from '../design/list-notice.tsx'
import { ListSkeleton } from '../design/list-skeleton.tsx'
import { Modal } from '../design/modal.tsx'
import { ShowMore } from '../design/show-more.tsx'
import { useNamedRooms } from '../rooms/use-named-rooms.ts'
import { createPagedSearch } from '../store/paged-search.ts'
import { useStore } from '../store/use-store.ts'
import { SavedMessage } from './saved-message.tsx'

/** What one has saved for later, the latest first. */
export function SavedDialog({
  client,
  open,
  onOpenChange,
}: {
  client: ChatClient
  open: boolean
  onOpenChange: (open: boolean) => void
}) {
  return (
    <Modal title="Saved messages" size="list" open={open} onOpenChange={onOpenChange}>
      <SavedMessages client={client} close={() => onOpenChange(false)} />
    </Modal>
  )
}

/** After a change in one of the rooms, the list is read anew once it has been still for so long. */
const SETTLE_MS = 500

function SavedMessages({ client, close }: { client: ChatClient; close: () => void }) {
  const list = useMemo(() => createSavedList(client), [client])
  const found = useStore(list.found)
  const saved = useStore(client.saved)
  const rooms = useNamedRooms(client)
  const connected = useStore(client.connection).status === 'connected'
  const element = useRef<HTMLUListElement>(null)
  const shown = found.items.filter(({ message }) => saved.has(message.id))
  const roomsShown = new Set(shown.map(({ message }) => message.roomId))
  const heads = rooms.flatMap(({ id, head }) => (roomsShown.has(id) ? `${id} ${head}` : [])).join()
  const ids = [...saved.keys()].join()

  // biome-ignore lint/correctness/useExhaustiveDependencies: what is saved elsewhere, and a new connection, are looked up
  useEffect(() => {
    void list.search('')
  }, [list, ids, connected])
  const known = useRef(heads)
  useEffect(() => {
    if (known.current === heads) return
    const timer = setTimeout(() => {
      known.current = heads
      void list.search('')
    }, SETTLE_MS)
    return () => clearTimeout(timer)
  }, [list, heads])

  async function more() {
    await list.more()
    // The button is gone with the last page; whoever pressed it goes on in the list.
    if (!list.found.get().hasMore) element.current?.focus()
  }

  return (
    <div className="min-h-0 flex-1 overflow-y-auto">
      {found.status === 'failed' && (
        <ListNotice text={found.problem ?? ''}>
          <Button onClick={() => void list.search('')}>Try again</Button>
        </ListNotice>
      )}
      {found.status === 'loading' && shown.length === 0 && saved.size > 0 && (
        <ListSkeleton label="Loading saved messages" />
      )}
      {found.status !== 'failed' && shown.length === 0 && (saved.size === 0 || found.status === 'ready') && (
        <ListNotice text="Nothing is saved. Save a message from the menu beside it, and find it here on all your devices.">
          <Bookmark aria-hidden="true" size={28} className="-order-1 text-muted" />
        </ListNotice>
      )}
      {shown.length > 0 && (
        <ul
          ref={element}
          tabIndex={-1}
          aria-label="Saved messages"
          aria-busy={found.status === 'loading'}
          className="flex flex-col gap-2 px-5 py-3 focus-visible:-outline-offset-2"
        >
          {shown.map(({ message }) => (
            <SavedMessage
              key={message.id}
              client={client}
              message={message}
              room={rooms.find(({ id }) => id === message.roomId)}
              onOpened={close}
            />
          ))}
        </ul>
      )}
      <ShowMore page={found} more={more} className="px-5 pb-4" />
    </div>
  )
}

function createSavedList(client: Pick<ChatClient, 'listSaved'>) {
  return createPagedSearch<SavedPage['saved'][number]>(
    async ({ cursor }) => {
      const page = await client.listSaved({ ...(cursor !== undefined && { cursor }) })
      return { items: page.saved, cursor: page.cursor }
    },
    ({ message }) => message.id,
  )
}
