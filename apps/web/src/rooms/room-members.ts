import { type ChatClient, createStore, type ReadableStore } from '@chat/client'
import type { Member, RoomId } from '@chat/protocol'
import { explainRefusal } from '../connection/explain-refusal.ts'

export interface MembersShown {
  readonly status: 'loading' | 'ready' | 'failed'
  readonly members: readonly Member[]
  readonly hasMore: boolean
  readonly problem?: string
}

export interface RoomMembers {
  readonly shown: ReadableStore<MembersShown>
  /** Loads the first page anew: of everybody, or of those of whose names a word begins with the query. */
  load(query?: string): Promise<void>
  /** Brings the next page; does nothing where there is none. */
  more(): Promise<void>
  /** Shows what has just been done about somebody: another role, or that they are gone. */
  change(userId: Member['userId'], role: Member['role'] | undefined): void
}

/** The members of a room, page by page. */
export function createRoomMembers({ listMembers }: Pick<ChatClient, 'listMembers'>, roomId: RoomId): RoomMembers {
  const shown = createStore<MembersShown>({ status: 'loading', members: [], hasMore: false })
  let cursor: string | undefined
  let query = ''
  let latest = 0

  async function read(from: string | undefined): Promise<void> {
    latest += 1
    const asked = latest
    try {
      const page = await listMembers(roomId, {
        ...(query !== '' && { query }),
        ...(from !== undefined && { cursor: from }),
      })
      if (asked !== latest) return
      cursor = page.cursor
      const before = from === undefined ? [] : shown.get().members
      const known = new Set(before.map(({ userId }) => userId))
      const members = [...before, ...page.members.filter(({ userId }) => !known.has(userId))]
      shown.set({ status: 'ready', members, hasMore: cursor !== undefined })
    } catch (error) {
      if (asked !== latest) return
      cursor = from
      shown.set({ ...shown.get(), status: 'failed', problem: explainRefusal(error) })
    }
  }

  return {
    shown,
    load(wanted = '') {
      query = wanted
      cursor = undefined
      return read(undefined)
    },
    more: async () => {
      const from = cursor
      // Not twice for one page, however often one scrolls to its end.
      cursor = undefined
      if (from !== undefined) await read(from)
    },
    change(userId, role) {
      const { members, ...rest } = shown.get()
      shown.set({
        ...rest,
        members: members.flatMap((member) =>
          member.userId !== userId ? member : role === undefined ? [] : { ...member, role },
        ),
      })
    },
  }
}
