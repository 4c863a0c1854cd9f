import type { ChatClient } from '@chat/client'
import type { RoomSummary } from '@chat/protocol'
import { PersonStatus } from '../people/person-status.tsx'
import { RoomIcon } from './room-icon.tsx'
import { otherPerson } from './room-title.ts'

/** What kind of room it is; in a conversation of two, whether the other one is there. */
export function RoomSign({ client, room }: { client: ChatClient; room: RoomSummary }) {
  const other = otherPerson(room, client.me.get()?.id)
  const icon = <RoomIcon kind={room.kind} size={16} className="shrink-0" />
  if (other === undefined) return icon
  return <PersonStatus client={client} userId={other} unknown={icon} />
}
