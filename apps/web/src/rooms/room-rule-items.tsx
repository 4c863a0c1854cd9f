import { Menu } from '@base-ui/react/menu'
import type { RoomSummary } from '@chat/protocol'
import { Archive, ArchiveRestore, Info, Settings2, UserPlus } from 'lucide-react'
import { MENU_ITEM } from '../design/menu-look.ts'
import { powersIn } from './room-roles.ts'

/** What one can ask about how a room is run. */
export type RoomRuleQuestion = 'details' | 'invite' | 'settings' | 'archive'

/** The entries of a room's menu that are about how it is run, as far as one may. */
export function RoomRuleItems({ room, ask }: { room: RoomSummary; ask: (about: RoomRuleQuestion) => void }) {
  if (room.kind === 'direct') return null
  const powers = powersIn(room)
  const ArchiveIcon = room.archived ? ArchiveRestore : Archive
  return (
    <>
      <Menu.Item className={MENU_ITEM} onClick={() => ask('details')}>
        <Info aria-hidden="true" size="1rem" className="text-muted" />
        Room details…
      </Menu.Item>
      {powers.invite && (
        <Menu.Item className={MENU_ITEM} onClick={() => ask('invite')}>
          <UserPlus aria-hidden="true" size="1rem" className="text-muted" />
          Invite people…
        </Menu.Item>
      )}
      {powers.describe && (
        <Menu.Item className={MENU_ITEM} onClick={() => ask('settings')}>
          <Settings2 aria-hidden="true" size="1rem" className="text-muted" /> Room settings…
        </Menu.Item>
      )}
      {powers.archive && (
        <Menu.Item className={MENU_ITEM} onClick={() => ask('archive')}>
          <ArchiveIcon aria-hidden="true" size="1rem" className="text-muted" />
          {room.archived ? 'Bring room back…' : 'Archive room…'}
        </Menu.Item>
      )}
    </>
  )
}
