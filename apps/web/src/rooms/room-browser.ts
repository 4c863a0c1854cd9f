import type { ChatClient } from '@chat/client'
import type { RoomSummary } from '@chat/protocol'
import { createPagedSearch, type PagedSearch } from '../store/paged-search.ts'

export type RoomBrowser = PagedSearch<RoomSummary>

/** Looks through the public rooms. */
export function createRoomBrowser({ listRooms }: Pick<ChatClient, 'listRooms'>): RoomBrowser {
  return createPagedSearch(
    async (input) => {
      const { rooms, cursor } = await listRooms(input)
      return { items: rooms, cursor }
    },
    ({ id }) => id,
  )
}
