import type { ChatClient } from '@chat/client'
import type { MessageId, RoomId } from '@chat/protocol'
import { useEffect } from 'react'

/** Has others stop seeing that one is writing when nobody looks at this page any more, or at this room or thread. */
export function useTellTyping(client: ChatClient, roomId: RoomId | undefined, threadRoot?: MessageId): void {
  useEffect(() => {
    if (roomId === undefined) return
    const stop = () => client.setTyping(roomId, false, threadRoot)
    const onVisibility = () => {
      if (document.visibilityState === 'hidden') stop()
    }
    document.addEventListener('visibilitychange', onVisibility)
    return () => {
      document.removeEventListener('visibilitychange', onVisibility)
      stop()
    }
  }, [client, roomId, threadRoot])
}
