import type { ChatClient } from '@chat/client'
import type { Member, RoomId } from '@chat/protocol'
import { createPagedSearch, type PagedSearch } from '../store/paged-search.ts'

/** Looks through the members of a room: all of them, or those of whose names a word begins with the query. */
export function createRoomMembers(
  { listMembers }: Pick<ChatClient, 'listMembers'>,
  roomId: RoomId,
): PagedSearch<Member> {
  return createPagedSearch(
    async (input) => {
      const { members, cursor } = await listMembers(roomId, input)
      return { items: members, cursor }
    },
    ({ userId }) => userId,
  )
}
