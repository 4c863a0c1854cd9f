import type { RoomSummary } from '@chat/protocol'
import { ConfirmDialog } from '../connection/confirm-dialog.tsx'

/** Asks before a room is archived, or brought back. */
export function ArchiveRoomDialog({
  room,
  open,
  onOpenChange,
  archive,
}: {
  room: RoomSummary
  open: boolean
  onOpenChange: (open: boolean) => void
  archive: (archived: boolean) => Promise<void>
}) {
  const name = <bdi className="[overflow-wrap:anywhere]">{room.name}</bdi>
  if (room.archived) {
    return (
      <ConfirmDialog
        title={<>Bring {name} back?</>}
        description="People can write here and come in again, as before."
        action="Bring back"
        busy="One moment…"
        open={open}
        onOpenChange={onOpenChange}
        confirm={() => archive(false)}
      />
    )
  }
  return (
    <ConfirmDialog
      title={<>Archive {name}?</>}
      description="Nobody can write or come in any more. Its members can still read it, and you can bring it back."
      action="Archive room"
      busy="Archiving…"
      open={open}
      onOpenChange={onOpenChange}
      confirm={() => archive(true)}
    />
  )
}
