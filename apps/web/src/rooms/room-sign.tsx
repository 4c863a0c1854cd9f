import type { ChatClient } from '@chat/client'
import type { RoomSummary, UserId } from '@chat/protocol'
import { Face } from '../people/face.tsx'
import { usePersonStatus } from '../people/use-person-status.ts'
import { useStore } from '../store/use-store.ts'
import { RoomIcon } from './room-icon.tsx'
import { otherPerson } from './room-title.ts'

const PLACES = {
  // A face is larger than an icon, and the names stand below each other.
  list: { face: 'xs', around: '-mx-0.5', icon: 16, className: 'shrink-0' },
  header: { face: 'sm', around: '', icon: 18, className: 'shrink-0 text-muted' },
} as const

/** What kind of room it is; in a conversation of two, who the other one is and whether they are there. */
export function RoomSign({
  client,
  room,
  place,
}: {
  client: ChatClient
  room: RoomSummary
  place: keyof typeof PLACES
}) {
  const other = otherPerson(room, useStore(client.me)?.id)
  const { icon, className } = PLACES[place]
  if (other === undefined) return <RoomIcon kind={room.kind} size={icon} className={className} />
  return <OtherFace client={client} userId={other} place={place} />
}

function OtherFace({ client, userId, place }: { client: ChatClient; userId: UserId; place: keyof typeof PLACES }) {
  const user = useStore(client.users).get(userId)
  const status = usePersonStatus(client, userId)
  const { face, around } = PLACES[place]
  return (
    <span className={`flex shrink-0 ${around}`}>
      <Face userId={userId} name={user?.name ?? ''} picture={user?.avatarUrl} size={face} status={status} />
    </span>
  )
}
