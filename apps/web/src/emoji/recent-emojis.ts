import { createStore, type ReadableStore } from '@chat/client'
import { isEmoji } from '@chat/protocol'
import { browserStorage, type KeptValues } from '../store/browser-storage.ts'

/** What people react with most often, until one has a habit of one's own. */
const USUAL = ['👍', '❤️', '😂', '🎉', '👀', '✅']
const KEY = 'chat.emojis'
const KEPT = 18

export interface RecentEmojis extends ReadableStore<readonly string[]> {
  /** Notes that somebody has chosen an emoji. */
  use(emoji: string): void
}

/** The emoji that were chosen last in this browser, the latest first; then the usual ones, so that there are always some. */
export function createRecentEmojis(storage: KeptValues): RecentEmojis {
  const kept = storage.getItem(KEY)?.split(' ').filter(isEmoji) ?? []
  const store = createStore(withUsual(kept))
  return {
    get: store.get,
    subscribe: store.subscribe,
    use(emoji) {
      const chosen = store.get().filter((other) => other !== emoji)
      store.set([emoji, ...chosen].slice(0, KEPT))
      storage.setItem(KEY, store.get().join(' '))
    },
  }
}

function withUsual(emojis: readonly string[]): readonly string[] {
  return [...new Set([...emojis, ...USUAL])].slice(0, KEPT)
}

/** Those of this browser. */
export const recentEmojis = createRecentEmojis(browserStorage())
