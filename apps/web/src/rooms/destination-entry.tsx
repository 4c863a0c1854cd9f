import type { ChatClient } from '@chat/client'
import { Avatar } from '../design/avatar.tsx'
import type { Destination } from './destinations.ts'
import { RoomSign } from './room-sign.tsx'

/** A room or somebody in a list of places to choose from. */
export function DestinationEntry({ client, destination }: { client: ChatClient; destination: Destination }) {
  const { kind, name } = destination
  return (
    <>
      <span className="flex size-7 shrink-0 items-center justify-center">
        {kind === 'room' ? (
          <RoomSign client={client} room={destination.room} place="header" />
        ) : (
          <Avatar userId={destination.user.id} name={name} picture={destination.user.avatarUrl} size="sm" />
        )}
      </span>
      <bdi className="min-w-0 truncate">{name}</bdi>
      {kind === 'room' && destination.room.kind === 'private' && <span className="sr-only">(private)</span>}
      {kind === 'person' && destination.user.guest && <span className="shrink-0 text-muted text-xs">guest</span>}
    </>
  )
}
