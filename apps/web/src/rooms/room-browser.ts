import { type ChatClient, createStore, type ReadableStore } from '@chat/client'
import type { RoomSummary } from '@chat/protocol'
import { explainRefusal } from '../connection/explain-refusal.ts'

export interface RoomsFound {
  /** What was looked for; the rooms are those that it found, or while it is `loading`, those of the search before. */
  readonly query: string
  readonly status: 'loading' | 'ready' | 'failed'
  readonly rooms: readonly RoomSummary[]
  readonly hasMore: boolean
  readonly loadingMore: boolean
  readonly problem?: string
}

export interface RoomBrowser {
  readonly found: ReadableStore<RoomsFound>
  /** Looks anew; of several searches, the latest counts. */
  search(query: string): Promise<void>
  /** Brings the next page; does nothing where there is none or it is under way. */
  more(): Promise<void>
}

/** Looks through the public rooms, page by page. */
export function createRoomBrowser({ listRooms }: Pick<ChatClient, 'listRooms'>): RoomBrowser {
  const found = createStore<RoomsFound>({ query: '', status: 'loading', rooms: [], hasMore: false, loadingMore: false })
  let cursor: string | undefined
  let latest = 0

  return {
    found,
    async search(query) {
      latest += 1
      const search = latest
      cursor = undefined
      const { rooms } = found.get()
      found.set({ query, status: 'loading', rooms, hasMore: false, loadingMore: false })
      try {
        const page = await listRooms(query === '' ? {} : { query })
        if (search !== latest) return
        cursor = page.cursor
        const hasMore = page.cursor !== undefined
        found.set({ query, status: 'ready', rooms: page.rooms, hasMore, loadingMore: false })
      } catch (error) {
        if (search !== latest) return
        const problem = explainRefusal(error)
        found.set({ query, status: 'failed', rooms: [], hasMore: false, loadingMore: false, problem })
      }
    },
    async more() {
      const { problem: _, ...before } = found.get()
      if (cursor === undefined || before.loadingMore) return
      const search = latest
      found.set({ ...before, loadingMore: true })
      try {
        const page = await listRooms(before.query === '' ? { cursor } : { query: before.query, cursor })
        if (search !== latest) return
        cursor = page.cursor
        const known = new Set(before.rooms.map(({ id }) => id))
        const rooms = [...before.rooms, ...page.rooms.filter(({ id }) => !known.has(id))]
        found.set({ ...before, rooms, hasMore: cursor !== undefined, loadingMore: false })
      } catch (error) {
        if (search === latest) found.set({ ...before, loadingMore: false, problem: explainRefusal(error) })
      }
    },
  }
}
