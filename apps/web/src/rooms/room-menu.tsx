import { Menu } from '@base-ui/react/menu'
import type { RoomNotify, RoomSummary } from '@chat/protocol'
import { Ban, Bell, BellRing, CalendarDays, DoorOpen, Ellipsis, EyeOff, Link, Star, StarOff } from 'lucide-react'
import { useState } from 'react'
import { explainRefusal } from '../connection/explain-refusal.ts'
import { askForDate } from '../dates/asked-date.ts'
import { IconButton } from '../design/icon-button.tsx'
import { MENU_ITEM, MENU_POPUP } from '../design/menu-look.ts'
import { MenuRoot } from '../design/menu-root.tsx'
import { showNotice } from '../design/notices.ts'
import { startOfDay } from '../messages/timeline-rows.ts'
import { BlockDialog } from '../people/block-dialog.tsx'
import { copyLink } from './copy-link.ts'
import { roomAddress } from './open-room.ts'
import { RoomRuleItems, type RoomRuleQuestion } from './room-rule-items.tsx'

/** What one can do about the open room. */
export function RoomMenu({
  room,
  connected,
  favourite,
  notifyChoice,
  notify,
  unmute,
  leave,
  ask,
  block,
}: {
  room: RoomSummary
  connected: boolean
  favourite: (on: boolean) => void
  /** What one has chosen to be notified of here. */
  notifyChoice: RoomNotify | undefined
  /** Asks what notifies one here. */
  notify: () => void
  unmute: () => void
  leave: () => void
  ask: (about: RoomRuleQuestion) => void
  /** Of a conversation with one person: whether they are blocked, and the way to change that. */
  block: { readonly on: boolean; readonly set: (on: boolean) => Promise<void> } | undefined
}) {
  const [asking, setAsking] = useState(false)
  const StarIcon = room.favourite ? StarOff : Star
  const LeaveIcon = room.kind === 'direct' ? EyeOff : DoorOpen
  return (
    <>
      <MenuRoot>
        <Menu.Trigger render={<IconButton icon={Ellipsis} label="Room menu" />} />
        <Menu.Portal>
          <Menu.Positioner align="end" sideOffset={6} className="z-20 outline-none">
            <Menu.Popup className={`${MENU_POPUP} w-56`}>
              {/* Browsers lend the clipboard to secure pages alone. */}
              {room.kind === 'public' && isSecureContext && (
                <Menu.Item className={MENU_ITEM} onClick={() => void copyLink(roomAddress(room))}>
                  <Link aria-hidden="true" size="1rem" className="text-muted" />
                  Copy link
                </Menu.Item>
              )}
              <Menu.Item className={MENU_ITEM} disabled={!connected} onClick={() => askForDate(startOfDay(Date.now()))}>
                <CalendarDays aria-hidden="true" size="1rem" className="text-muted" />
                Jump to a date…
              </Menu.Item>
              <RoomRuleItems room={room} ask={ask} />
              <Menu.Item className={MENU_ITEM} disabled={!connected} onClick={() => favourite(!room.favourite)}>
                <StarIcon aria-hidden="true" size="1rem" className="text-muted" />
                {room.favourite ? 'Remove from favourites' : 'Add to favourites'}
              </Menu.Item>
              <Menu.Item className={MENU_ITEM} onClick={notify}>
                <Bell aria-hidden="true" size="1rem" className="text-muted" />
                Notifications…
              </Menu.Item>
              {notifyChoice?.muted && (
                <Menu.Item className={MENU_ITEM} disabled={!connected} onClick={unmute}>
                  <BellRing aria-hidden="true" size="1rem" className="text-muted" />
                  Unmute
                </Menu.Item>
              )}
              <Menu.Item className={MENU_ITEM} disabled={!connected && room.kind === 'direct'} onClick={leave}>
                <LeaveIcon aria-hidden="true" size="1rem" className="text-muted" />
                {room.kind === 'direct' ? 'Hide until the next message' : 'Leave room…'}
              </Menu.Item>
              {block !== undefined && (
                <Menu.Item
                  className={MENU_ITEM}
                  disabled={!connected}
                  onClick={() => (block.on ? void block.set(false).catch(sayWhy) : setAsking(true))}
                >
                  <Ban aria-hidden="true" size="1rem" className="text-muted" />
                  {block.on ? 'End the block' : 'Block…'}
                </Menu.Item>
              )}
            </Menu.Popup>
          </Menu.Positioner>
        </Menu.Portal>
      </MenuRoot>
      {block !== undefined && (
        <BlockDialog
          name={room.name}
          open={asking}
          onOpenChange={setAsking}
          block={async () => {
            await block.set(true)
            setAsking(false)
          }}
        />
      )}
    </>
  )
}

function sayWhy(error: unknown): void {
  showNotice(explainRefusal(error))
}
