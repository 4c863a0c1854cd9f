import type { ChatClient } from '@chat/client'
import type { RoomSummary } from '@chat/protocol'
import { useMemo } from 'react'
import { useStore } from '../store/use-store.ts'
import { useThrottledStore } from '../store/use-throttled-store.ts'
import { nameRooms } from './room-title.ts'

/** One's rooms, the direct conversations called like the people in them. */
export function useNamedRooms(client: ChatClient): readonly RoomSummary[] {
  const rooms = useThrottledStore(client.rooms)
  const users = useStore(client.users)
  const me = useStore(client.me)
  return useMemo(() => nameRooms(rooms, users, me?.id), [rooms, users, me?.id])
}
