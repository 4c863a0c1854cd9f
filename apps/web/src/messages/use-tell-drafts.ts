import type { ChatClient } from '@chat/client'
import type { RoomId } from '@chat/protocol'
import { useEffect } from 'react'

/** Whoever goes to another room, page or device finds there what they have begun to write here. */
export function useTellDrafts({ drafts }: Pick<ChatClient, 'drafts'>, roomId: RoomId | undefined): void {
  useEffect(() => {
    if (roomId === undefined) return
    document.addEventListener('visibilitychange', drafts.tellNow)
    addEventListener('blur', drafts.tellNow)
    return () => {
      document.removeEventListener('visibilitychange', drafts.tellNow)
      removeEventListener('blur', drafts.tellNow)
      drafts.tellNow()
    }
  }, [drafts, roomId])
}
