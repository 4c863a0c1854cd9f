import { Popover } from '@base-ui/react/popover'
import type { ChatClient } from '@chat/client'
import type { UserId } from '@chat/protocol'
import { X } from 'lucide-react'
import { type RefObject, useRef, useState } from 'react'
import { SettingsDialog } from '../accounts/settings-dialog.tsx'
import { focusAfterwards } from '../design/focus-afterwards.ts'
import { IconButton } from '../design/icon-button.tsx'
import { useLayer } from '../design/use-layer.ts'
import { useOpenedAt } from '../design/use-opened-at.ts'
import { useStore } from '../store/use-store.ts'
import { BlockDialog } from './block-dialog.tsx'
import { PersonActions } from './person-actions.tsx'
import { PersonDetails } from './person-details.tsx'
import { personCard } from './person-trigger.tsx'

/** Who somebody is, whether they are there, and what one can do: opens from their name or face, see `PersonTrigger`. */
export function PersonCard({
  client,
  otherwise,
}: {
  client: ChatClient
  /** Gets the focus where what it opened from is gone. */
  otherwise: RefObject<HTMLElement | null>
}) {
  const users = useStore(client.users)
  // The question stays what it was while it fades.
  const [blocking, setBlocking] = useState<{ readonly userId: UserId; readonly open: boolean }>()
  const [editing, setEditing] = useState(false)
  const popup = useRef<HTMLDivElement>(null)
  const openedAt = useOpenedAt()
  useLayer(openedAt.open, () => personCard.close())
  return (
    <>
      <Popover.Root handle={personCard} onOpenChange={openedAt.note}>
        {({ payload: userId }) => (
          <Popover.Portal>
            <Popover.Positioner
              anchor={openedAt.place}
              side="right"
              align="start"
              sideOffset={8}
              collisionPadding={8}
              className="z-20"
            >
              <Popover.Popup
                ref={popup}
                finalFocus={() => focusAfterwards(popup, () => openedAt.trigger?.isConnected || otherwise.current)}
                className="flex max-h-(--available-height) w-72 max-w-[calc(100vw-1rem)] flex-col gap-3 overflow-y-auto rounded-lg border border-line bg-raised p-4 shadow-raised outline-none transition-opacity duration-100 data-ending-style:opacity-0 data-starting-style:opacity-0"
              >
                {userId !== undefined && (
                  <>
                    <PersonDetails key={userId} client={client} userId={userId} />
                    <PersonActions
                      client={client}
                      userId={userId}
                      open={openedAt.open}
                      close={() => personCard.close()}
                      block={() => {
                        personCard.close()
                        setBlocking({ userId, open: true })
                      }}
                      editProfile={() => {
                        personCard.close()
                        setEditing(true)
                      }}
                    />
                  </>
                )}
                <Popover.Close
                  render={<IconButton icon={X} label="Close" wellKnown size="sm" className="absolute end-2 top-2" />}
                />
              </Popover.Popup>
            </Popover.Positioner>
          </Popover.Portal>
        )}
      </Popover.Root>
      <SettingsDialog client={client} section="profile" open={editing} onOpenChange={setEditing} />
      {blocking !== undefined && (
        <BlockDialog
          name={users.get(blocking.userId)?.name ?? 'Somebody'}
          open={blocking.open}
          onOpenChange={(open) => setBlocking({ ...blocking, open })}
          block={async () => {
            await client.blockUser(blocking.userId, true)
            setBlocking({ ...blocking, open: false })
          }}
        />
      )}
    </>
  )
}
