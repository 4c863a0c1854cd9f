import type { ChatClient } from '@chat/client'
import type { RoomSummary } from '@chat/protocol'
import { UserPlus } from 'lucide-react'
import { Button } from '../design/button.tsx'
import { powersIn } from '../rooms/room-roles.ts'
import { useThrottledStore } from '../store/use-throttled-store.ts'

/** Offers to whoever is alone in a room in which nothing is written to get others there. */
export function InviteHint({ client, room, invite }: { client: ChatClient; room: RoomSummary; invite: () => void }) {
  const { status, messages } = useThrottledStore(client.room(room.id))
  if (room.memberCount > 1 || status === 'loading' || messages.length > 0 || !powersIn(room).invite) return null
  return (
    <div className="mb-3 px-3">
      <Button size="sm" aria-haspopup="dialog" onClick={invite}>
        <UserPlus aria-hidden="true" size="1rem" /> Invite people…
      </Button>
    </div>
  )
}
