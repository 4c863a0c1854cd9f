import type { RoomId } from '@chat/protocol'

const nameOf = (roomId: RoomId): string => `chat:looking:${roomId}`

/** Which room somebody looks at, in whatever tab or window of this browser. */
export interface Looking {
  /** Somebody looks at the end of a room in this tab, until the returned function is called. */
  look(roomId: RoomId): () => void
  /** Whether somebody does in any tab. */
  isLookedAt(roomId: RoomId): Promise<boolean>
}

/**
 * A tab holds a lock as long as somebody looks at a room there: it ends with the tab, however that ends. A page on plain
 * HTTP has no locks and knows of itself alone.
 */
export function createLooking(locks: LockManager | undefined): Looking {
  const here = new Map<RoomId, number>()
  const count = (roomId: RoomId, added: number) => void here.set(roomId, (here.get(roomId) ?? 0) + added)
  return {
    look(roomId) {
      count(roomId, 1)
      let end = (): void => {}
      const ended = new Promise<void>((resolve) => {
        end = resolve
      })
      locks?.request(nameOf(roomId), { mode: 'shared' }, () => ended).catch(() => {})
      return () => {
        count(roomId, -1)
        end()
      }
    },
    async isLookedAt(roomId) {
      if ((here.get(roomId) ?? 0) > 0) return true
      const { held = [] } = (await locks?.query().catch(() => undefined)) ?? {}
      return held.some(({ name }) => name === nameOf(roomId))
    },
  }
}

/** Of this page. */
export const looking = createLooking(navigator.locks)
