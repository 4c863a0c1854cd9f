import type { ChatClient } from '@chat/client'
import type { RoomSummary, UserId } from '@chat/protocol'
import { Face } from '../people/face.tsx'
import { usePersonStatus } from '../people/use-person-status.ts'
import { useStore } from '../store/use-store.ts'
import { RoomIcon } from './room-icon.tsx'
import { otherIds } from './room-title.ts'

const PLACES = {
  // A face is larger than an icon, and the names stand below each other.
  list: { face: 'xs', around: '-mx-0.5', count: 'size-5 rounded-sm', icon: '1rem', className: 'shrink-0' },
  header: { face: 'sm', around: '', count: 'size-7 rounded-md', icon: '1.125rem', className: 'shrink-0 text-muted' },
} as const

/** What kind of room it is; of a conversation of two who the other one is and whether they are there, else how many they are. */
export function RoomSign({
  client,
  room,
  place,
}: {
  client: ChatClient
  room: RoomSummary
  place: keyof typeof PLACES
}) {
  const [other, ...more] = otherIds(room, useStore(client.me)?.id)
  const { icon, className } = PLACES[place]
  if (other === undefined) return <RoomIcon kind={room.kind} size={icon} className={className} />
  if (more.length > 0) return <Others count={more.length + 1} place={place} />
  return <OtherFace client={client} userId={other} place={place} />
}

/** Of the names beside it the first may fill the line. */
function Others({ count, place }: { count: number; place: keyof typeof PLACES }) {
  const { around, count: size } = PLACES[place]
  return (
    <span
      aria-hidden="true"
      className={`${around} ${size} flex shrink-0 items-center justify-center border border-edge font-semibold text-muted text-xs tabular-nums`}
    >
      {count}
    </span>
  )
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
