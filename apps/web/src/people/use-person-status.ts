import type { ChatClient } from '@chat/client'
import type { PresenceStatus, UserId } from '@chat/protocol'
import { useStore } from '../store/use-store.ts'

/** How somebody is shown now; undefined as long as that is not known, or without a connection. */
export function usePersonStatus(client: ChatClient, userId: UserId): PresenceStatus | undefined {
  const presence = useStore(client.presenceOf(userId))
  const connected = useStore(client.connection).status === 'connected'
  return connected ? presence?.status : undefined
}
