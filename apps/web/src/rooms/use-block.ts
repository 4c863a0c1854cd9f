import type { ChatClient } from '@chat/client'
import type { RoomSummary } from '@chat/protocol'
import { useStore } from '../store/use-store.ts'

/** Of a conversation with one person: whether one has blocked them, and the way to change that. */
export function useBlock(client: ChatClient, room: RoomSummary | undefined) {
  const blocked = useStore(client.blocked)
  const me = useStore(client.me)
  const [other, ...more] = (room?.memberIds ?? []).filter((id) => id !== me?.id)
  if (other === undefined || more.length > 0) return undefined
  return { on: blocked.has(other), set: (on: boolean) => client.blockUser(other, on) }
}
