import type { ChatClient } from '@chat/client'
import type { RoomId } from '@chat/protocol'
import { useCallback, useEffect, useSyncExternalStore } from 'react'

/**
 * Whether messages wait that only this page knows of, because the browser lets it store nothing. While some do, the
 * browser asks before the page is closed.
 */
export function useUnsafeMessages(client: ChatClient, roomId: RoomId | undefined): boolean {
  const look = useCallback(
    () =>
      client.storage.get() === 'memory' &&
      roomId !== undefined &&
      client
        .room(roomId)
        .get()
        .outbox.some(({ state }) => state !== 'sent'),
    [client, roomId],
  )
  const subscribe = useCallback(
    (listener: () => void) => {
      const stops = [client.storage.subscribe(listener)]
      if (roomId !== undefined) stops.push(client.room(roomId).subscribe(listener))
      return () => {
        for (const stop of stops) stop()
      }
    },
    [client, roomId],
  )
  const unsafe = useSyncExternalStore(subscribe, look, look)
  useEffect(() => {
    if (!unsafe) return
    const ask = (event: BeforeUnloadEvent) => event.preventDefault()
    addEventListener('beforeunload', ask)
    return () => removeEventListener('beforeunload', ask)
  }, [unsafe])
  return unsafe
}
