import type { ChatClient } from '@chat/client'
import type { RoomId, Seq } from '@chat/protocol'
import { useEffect } from 'react'

/** Marks a room as read up to its newest message, while that is in sight of somebody who looks. */
export function useMarkRead(client: ChatClient, roomId: RoomId, newest: Seq | undefined, inSight: boolean): void {
  useEffect(() => {
    if (inSight && newest !== undefined) client.markRead(roomId, newest)
  }, [client, roomId, newest, inSight])
}
