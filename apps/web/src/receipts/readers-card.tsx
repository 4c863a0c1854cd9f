import { Popover } from '@base-ui/react/popover'
import type { ChatClient } from '@chat/client'
import type { MessageId, UserId } from '@chat/protocol'
import { useEffect, useState } from 'react'
import { FormProblem } from '../accounts/form-problem.tsx'
import { Avatar } from '../design/avatar.tsx'
import { Button } from '../design/button.tsx'
import { useLayer } from '../design/use-layer.ts'
import { useOpenedAt } from '../design/use-opened-at.ts'
import { createPagedSearch } from '../store/paged-search.ts'
import { useStore } from '../store/use-store.ts'
import { readersCard } from './readers-trigger.tsx'

/** Who has read a message: opens from its sign, see `ReadersTrigger`. */
export function ReadersCard({ client }: { client: ChatClient }) {
  const openedAt = useOpenedAt()
  useLayer(openedAt.open, () => readersCard.close())
  return (
    <Popover.Root handle={readersCard} onOpenChange={openedAt.note}>
      {({ payload: messageId }) => (
        <Popover.Portal>
          <Popover.Positioner
            anchor={openedAt.place}
            side="top"
            align="end"
            sideOffset={4}
            collisionPadding={8}
            className="z-20"
          >
            <Popover.Popup className="flex max-h-80 w-64 max-w-[calc(100vw-1rem)] flex-col rounded-lg border border-line bg-raised p-2 shadow-raised outline-none transition-opacity duration-100 data-ending-style:opacity-0 data-starting-style:opacity-0">
              <Popover.Title className="px-2 py-1 font-semibold text-sm">Read by</Popover.Title>
              {messageId !== undefined && <Readers key={messageId} client={client} messageId={messageId} />}
            </Popover.Popup>
          </Popover.Positioner>
        </Popover.Portal>
      )}
    </Popover.Root>
  )
}

function Readers({ client, messageId }: { client: ChatClient; messageId: MessageId }) {
  const [search] = useState(() =>
    createPagedSearch<UserId>(
      async (input) => {
        const { userIds, cursor } = await client.listReaders({ messageId, ...input })
        return { items: userIds, cursor }
      },
      (userId) => userId,
    ),
  )
  const { status, items, hasMore, loadingMore, problem } = useStore(search.found)
  const users = useStore(client.users)
  useEffect(() => void search.search(''), [search])

  if (status === 'loading') return <span aria-hidden="true" className="pulse-quietly m-2 h-7 rounded-md bg-line" />
  return (
    <>
      {items.length === 0 && problem === undefined && <p className="px-2 py-1 text-muted text-sm">Nobody yet.</p>}
      <ul aria-label="Read by" className="min-h-0 overflow-y-auto">
        {items.map((userId) => {
          const user = users.get(userId)
          const name = user?.name ?? 'Somebody'
          return (
            <li key={userId} className="flex items-center gap-2.5 px-2 py-1">
              <Avatar userId={userId} name={name} picture={user?.avatarUrl} size="sm" />
              <bdi className="min-w-0 truncate">{name}</bdi>
            </li>
          )
        })}
      </ul>
      {hasMore && (
        <Button look="quiet" size="sm" disabled={loadingMore} onClick={() => void search.more()}>
          Show more
        </Button>
      )}
      <FormProblem>{problem}</FormProblem>
    </>
  )
}
