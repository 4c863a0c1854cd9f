import type { ChatClient } from '@chat/client'
import type { RoomId, Seq } from '@chat/protocol'
import { useEffect } from 'react'
import { useAttention } from '../store/use-attention.ts'

/** Marks a room as read up to its newest message, while that is in sight of somebody who looks. */
export function useMarkRead(client: ChatClient, roomId: RoomId, newest: Seq | undefined, inSight: boolean): void {
  const attention = useAttention()
  useEffect(() => {
    if (attention && inSight && newest !== undefined) client.markRead(roomId, newest)
  }, [client, roomId, newest, attention, inSight])
}
