import type { ChatClient } from '@chat/client'
import type { RoomSummary } from '@chat/protocol'
import { useState } from 'react'
import { useStore } from '../store/use-store.ts'
import type { Place } from './open-room.ts'
import { goTo } from './use-address.ts'

/** What {@link useRemovedFrom} tells. */
export interface RemovedFrom {
  readonly rooms: readonly RoomSummary[]
  readonly wasOpen: boolean
  /** It was read. */
  readonly read: () => void
}

/** The rooms from which one was removed and has not read it yet, and whether the one that is open is among them. */
export function useRemovedFrom(client: ChatClient, place: Place): RemovedFrom {
  const removed = useStore(client.removedFrom)
  const [known, setKnown] = useState<readonly RoomSummary[]>([])
  const rooms = removed.filter((room) => !known.includes(room))
  const wasOpen =
    'elsewhere' in place && rooms.some(({ id, slug }) => id === place.elsewhere || slug === place.elsewhere)
  return {
    rooms,
    wasOpen,
    read() {
      setKnown(removed)
      if (wasOpen) goTo('/')
    },
  }
}
