import type { RoomSummary } from '@chat/protocol'
import { ConfirmDialog } from '../connection/confirm-dialog.tsx'
import { UnsentWarning } from '../messages/unsent-warning.tsx'

/** Asks before leaving a room, and says what that means. */
export function LeaveRoomDialog({
  room,
  waiting,
  open,
  onOpenChange,
  leave,
}: {
  room: RoomSummary
  /** Messages for this room that have not been sent. */
  waiting: number
  open: boolean
  onOpenChange: (open: boolean) => void
  /** Closes the dialog by itself once it is done. */
  leave: () => Promise<void>
}) {
  return (
    <ConfirmDialog
      title={
        <>
          Leave <bdi className="[overflow-wrap:anywhere]">{room.name}</bdi>?
        </>
      }
      description={consequence(room)}
      action="Leave room"
      busy="Leaving…"
      cancel="Stay"
      look={room.kind === 'public' && waiting === 0 ? 'primary' : 'danger'}
      open={open}
      onOpenChange={onOpenChange}
      confirm={leave}
    >
      <UnsentWarning waiting={waiting} action="Leaving" />
    </ConfirmDialog>
  )
}

/** What is different afterwards. */
export function consequence({ kind, memberCount }: Pick<RoomSummary, 'kind' | 'memberCount'>): string {
  const alone = memberCount === 1
  if (kind === 'public') {
    const messages = 'You stop getting its messages. What you wrote stays there.'
    return `${messages} You can find it under “Browse rooms” and join again.`
  }
  if (alone) return 'Nobody else is in this private room: after you, nobody can read it or come back.'
  return 'You stop getting its messages, and you cannot come back by yourself: the room is private.'
}
