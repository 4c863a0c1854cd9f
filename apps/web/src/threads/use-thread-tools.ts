import type { ChatClient } from '@chat/client'
import type { RoomId } from '@chat/protocol'
import { useMemo } from 'react'
import { threadAddress } from '../rooms/open-room.ts'
import { goTo, renameTo } from '../rooms/use-address.ts'
import type { ThreadTools } from './thread-tools.ts'

/** Opens the threads of a room beside it. The same object as long as it is the same room. */
export function useThreadTools({ users }: ChatClient, roomId: RoomId): ThreadTools {
  return useMemo(
    () => ({
      users,
      open: (seq) => goTo(threadAddress(roomId, seq)),
      openAt: (seq, reply) => renameTo(threadAddress(roomId, seq, reply)),
    }),
    [users, roomId],
  )
}
