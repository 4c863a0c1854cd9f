import type { ChatClient } from '@chat/client'
import type { RoomSummary } from '@chat/protocol'
import { use } from 'react'
import { ConnectionStatus } from '../connection/connection-status.tsx'
import { useUnsafeMessages } from '../connection/use-unsafe-messages.ts'
import { useStore } from '../store/use-store.ts'
import { AppUpdateContext } from '../update/update-notice.tsx'

/** How the connection is, and what that means for what is written in a room. */
export function StatusLine({ client, room }: { client: ChatClient; room: RoomSummary | undefined }) {
  const state = useStore(client.connection)
  const { renew } = use(AppUpdateContext)
  const unsafe = useUnsafeMessages(client, room?.id)
  return <ConnectionStatus state={state} unsafe={unsafe} reconnect={client.reconnectNow} renew={renew} />
}
