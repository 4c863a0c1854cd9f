import type { ChatClient } from '@chat/client'
import type { RoomSummary } from '@chat/protocol'
import { InviteDialog } from '../invites/invite-dialog.tsx'
import { ArchiveRoomDialog } from './archive-room-dialog.tsx'
import { RoomDetailsDialog } from './room-details-dialog.tsx'
import type { RoomRuleQuestion } from './room-rule-items.tsx'
import { RoomSettingsDialog } from './room-settings-dialog.tsx'

/** The questions about how a room is run. The room is shown as it is now, also when others change it meanwhile. */
export function RoomRuleDialogs({
  client,
  about,
  room,
  open,
  close,
  ask,
}: {
  client: ChatClient
  about: string
  room: RoomSummary
  open: boolean
  close: () => void
  ask: (about: RoomRuleQuestion) => void
}) {
  const onOpenChange = (wanted: boolean) => {
    if (!wanted) close()
  }
  switch (about) {
    case 'details':
      return (
        <RoomDetailsDialog
          client={client}
          room={room}
          open={open}
          onOpenChange={onOpenChange}
          settings={() => ask('settings')}
          invite={() => ask('invite')}
        />
      )
    case 'invite':
      return <InviteDialog client={client} room={room} open={open} onOpenChange={onOpenChange} />
    case 'settings':
      return (
        <RoomSettingsDialog
          room={room}
          open={open}
          onOpenChange={onOpenChange}
          update={async (settings) => {
            await client.updateRoom(room.id, settings)
            close()
          }}
        />
      )
    case 'archive':
      return (
        <ArchiveRoomDialog
          room={room}
          open={open}
          onOpenChange={onOpenChange}
          archive={async (archived) => {
            await client.updateRoom(room.id, { archived })
            close()
          }}
        />
      )
    default:
      return null
  }
}
