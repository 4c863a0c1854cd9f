import type { ChatClient } from '@chat/client'
import type { RoomSummary } from '@chat/protocol'
import { useStore } from '../store/use-store.ts'
import { otherPerson } from './room-title.ts'

/** Of a conversation with one person: whether one has blocked them, and the way to change that. */
export function useBlock(client: ChatClient, room: RoomSummary | undefined) {
  const blocked = useStore(client.blocked)
  const me = useStore(client.me)
  const other = room && otherPerson(room, me?.id)
  if (other === undefined) return undefined
  return { on: blocked.has(other), set: (on: boolean) => client.blockUser(other, on) }
}
