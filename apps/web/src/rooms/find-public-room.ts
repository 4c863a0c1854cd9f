import type { ChatClient } from '@chat/client'
import type { RoomSummary } from '@chat/protocol'

/** Enough for hundreds of namesakes. */
const MAX_PAGES = 10

/** The public room that an address names: its slug begins with the first word of its name, and that can be looked for. */
export async function findPublicRoom(
  { listRooms }: Pick<ChatClient, 'listRooms'>,
  slug: string,
): Promise<RoomSummary | undefined> {
  const [query] = slug.split('-')
  if (!query) return undefined
  let cursor: string | undefined
  for (let pages = 0; pages < MAX_PAGES; pages += 1) {
    const page = await listRooms({ query, ...(cursor !== undefined && { cursor }) })
    const found = page.rooms.find((room) => room.slug === slug || room.id === slug)
    if (found !== undefined || page.cursor === undefined) return found
    cursor = page.cursor
  }
  return undefined
}
