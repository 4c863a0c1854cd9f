import type { RoomId } from '@chat/protocol'
import { useEffect } from 'react'
import { looking } from './looking.ts'

/** Nothing notifies of what somebody has in sight. */
export function useLooking(roomId: RoomId, inSight: boolean): void {
  useEffect(() => (inSight ? looking.look(roomId) : undefined), [roomId, inSight])
}
