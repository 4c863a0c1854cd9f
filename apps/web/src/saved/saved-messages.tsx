import type { ChatClient, SavedPage } from '@chat/client'
import { Bookmark } from 'lucide-react'
import { useMemo } from 'react'
import { ListNotice } from '../design/list-notice.tsx'
import { KeptList } from '../later/kept-list.tsx'
import { useLookedUp } from '../later/use-looked-up.ts'
import { useNamedRooms } from '../rooms/use-named-rooms.ts'
import { createPagedSearch } from '../store/paged-search.ts'
import { useStore } from '../store/use-store.ts'
import { SavedMessage } from './saved-message.tsx'

/** What one has saved for later, the latest first. */
export function SavedMessages({ client, close }: { client: ChatClient; close: () => void }) {
  const list = useMemo(() => createSavedList(client), [client])
  const { items } = useStore(list.found)
  const saved = useStore(client.saved)
  const rooms = useNamedRooms(client)
  const shown = items.flatMap(({ message }) => (saved.has(message.id) ? message : []))
  useLookedUp(client, list, [...saved.keys()].join(), shown)
  return (
    <KeptList
      list={list}
      label="Saved messages"
      isEmpty={saved.size === 0}
      empty={
        <ListNotice text="Nothing is saved. Save a message from the menu beside it, and find it here on all your devices.">
          <Bookmark aria-hidden="true" size="1.75rem" className="-order-1 text-muted" />
        </ListNotice>
      }
      count={shown.length}
    >
      {shown.map((message) => (
        <SavedMessage
          key={message.id}
          client={client}
          message={message}
          room={rooms.find(({ id }) => id === message.roomId)}
          onOpened={close}
        />
      ))}
    </KeptList>
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
