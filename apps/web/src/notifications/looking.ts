import type { MessageId, RoomId } from '@chat/protocol'

/** The timeline of a room, or a thread by what it hangs on. */
export type Talk = RoomId | MessageId

const nameOf = (talk: Talk): string => `chat:looking:${talk}`

/** What somebody looks at, in whatever tab or window of this browser. */
export interface Looking {
  /** Somebody looks at the end of it in this tab, until the returned function is called. */
  look(talk: Talk): () => void
  /** Whether somebody does in any tab. */
  isLookedAt(talk: Talk): Promise<boolean>
}

/**
 * A tab holds a lock as long as somebody looks at something there: it ends with the tab, however that ends. A page on plain
 * HTTP has no locks and knows of itself alone.
 */
export function createLooking(locks: LockManager | undefined): Looking {
  const here = new Map<Talk, number>()
  const count = (talk: Talk, added: number) => void here.set(talk, (here.get(talk) ?? 0) + added)
  return {
    look(talk) {
      count(talk, 1)
      let end = (): void => {}
      const ended = new Promise<void>((resolve) => {
        end = resolve
      })
      locks?.request(nameOf(talk), { mode: 'shared' }, () => ended).catch(() => {})
      return () => {
        count(talk, -1)
        end()
      }
    },
    async isLookedAt(talk) {
      if ((here.get(talk) ?? 0) > 0) return true
      const { held = [] } = (await locks?.query().catch(() => undefined)) ?? {}
      return held.some(({ name }) => name === nameOf(talk))
    },
  }
}

/** Of this page. */
export const looking = createLooking(navigator.locks)
