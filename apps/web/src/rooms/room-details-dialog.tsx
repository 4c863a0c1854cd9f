import type { ChatClient } from '@chat/client'
import type { RoomSummary } from '@chat/protocol'
import { Settings2, UserPlus } from 'lucide-react'
import { Button } from '../design/button.tsx'
import { Modal } from '../design/modal.tsx'
import { memberCount } from './member-count.ts'
import { MembersList } from './members-list.tsx'
import { roomAddress } from './open-room.ts'
import { RoomIcon } from './room-icon.tsx'
import { powersIn } from './room-roles.ts'

/** What a room is, who is in it, and what one can do about both. */
export function RoomDetailsDialog({
  client,
  room,
  open,
  onOpenChange,
  settings,
  invite,
}: {
  client: ChatClient
  room: RoomSummary
  open: boolean
  onOpenChange: (open: boolean) => void
  settings: () => void
  invite: () => void
}) {
  const powers = powersIn(room)
  return (
    <Modal title="Room details" size="list" open={open} onOpenChange={onOpenChange}>
      <div className="flex flex-col gap-1 px-5 pt-1 pb-4">
        <h2 className="flex items-center gap-1.5 font-semibold text-base [overflow-wrap:anywhere]">
          <RoomIcon kind={room.kind} size="1.125rem" className="shrink-0 text-muted" />
          <bdi>{room.name}</bdi>
        </h2>
        {room.topic !== undefined && (
          <p className="[overflow-wrap:anywhere]">
            <bdi>{room.topic}</bdi>
          </p>
        )}
        <p className="text-muted text-sm [overflow-wrap:anywhere]">{describe(room)}</p>
        {room.kind === 'public' && (
          <p className="text-muted text-sm [overflow-wrap:anywhere]">
            {location.host}
            {decodeURI(roomAddress(room))}
          </p>
        )}
        {(powers.describe || powers.invite) && (
          <div className="mt-2 flex flex-wrap gap-2">
            {powers.invite && (
              <Button size="sm" onClick={invite} aria-haspopup="dialog">
                <UserPlus aria-hidden="true" size="1rem" /> Invite people
              </Button>
            )}
            {powers.describe && (
              <Button size="sm" onClick={settings} aria-haspopup="dialog">
                <Settings2 aria-hidden="true" size="1rem" /> Room settings
              </Button>
            )}
          </div>
        )}
      </div>
      <MembersList key={room.id} client={client} room={room} />
    </Modal>
  )
}

function describe(room: RoomSummary): string {
  const kind = room.kind === 'public' ? 'Public room' : 'Private room'
  const state = room.archived ? 'archived' : room.readOnly ? 'read-only' : undefined
  return [kind, state, memberCount(room)].filter((part) => part !== undefined).join(' · ')
}
