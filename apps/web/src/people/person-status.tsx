import type { ChatClient } from '@chat/client'
import type { PresenceStatus, UserId } from '@chat/protocol'
import type { ReactNode } from 'react'
import { useStore } from '../store/use-store.ts'
import { PresenceDot } from './presence-dot.tsx'

/** How somebody is shown now; undefined as long as that is not known, or without a connection. */
export function usePersonStatus(client: ChatClient, userId: UserId): PresenceStatus | undefined {
  const presence = useStore(client.presenceOf(userId))
  const connected = useStore(client.connection).status === 'connected'
  return connected ? presence?.status : undefined
}

/** The sign for somebody, kept current. Until it is known, something of the same size stands in its place. */
export function PersonStatus({ client, userId, unknown }: { client: ChatClient; userId: UserId; unknown: ReactNode }) {
  const status = usePersonStatus(client, userId)
  return (
    <span className="flex size-4 shrink-0 items-center justify-center">
      {status === undefined ? unknown : <PresenceDot status={status} className="size-2.5" />}
    </span>
  )
}
