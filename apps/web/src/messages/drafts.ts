import { createStore, type ReadableStore, type WritableStore } from '@chat/client'
import type { AnsweredMessage, MessageId, RoomId, UserId } from '@chat/protocol'
import type { KeptValues } from '../store/browser-storage.ts'

/** What somebody has begun to write in one room or thread; kept until it is sent, also when the page is closed. */
export interface Draft extends ReadableStore<string> {
  set(text: string): void
  /** Puts a text before what is there already; where one can answer in that place, with what it answers. */
  prepend(text: string, answered?: AnsweredMessage): void
  /**
   * Hands the text over: the draft is empty at once, but forgotten only when `store` has resolved. If it rejects, the
   * text comes back.
   */
  handOver(store: (text: string, replyTo?: MessageId) => Promise<unknown>): Promise<void>
}

export interface Drafts {
  /** @param place a room, or the message on which a thread hangs */
  of(place: RoomId | MessageId): Draft
  /** Tells that another tab changed what is kept. */
  changedElsewhere(key: string, before: string | null, after: string | null): void
  /** From here on they are this person's; those of anybody else are forgotten. */
  belongTo(person: UserId): void
  /** Forgets them all: the next person at this browser is somebody else. */
  clear(): void
}

const PREFIX = 'chat.draft.'
/** Whose they are. */
const OWNER_KEY = 'chat.drafts-of'

export function createDrafts(storage: KeptValues): Drafts {
  const texts = new Map<string, WritableStore<string>>()
  const drafts = new Map<RoomId | MessageId, Draft>()
  /** Drafts that somebody has written in this tab, and did not just find here. */
  const written = new Set<string>()

  function keep(key: string, text: string): void {
    if (text === '') storage.removeItem(key)
    else storage.setItem(key, text)
  }

  function open(key: string): Draft {
    const text = createStore(storage.getItem(key) ?? '')
    texts.set(key, text)
    const set = (next: string) => {
      const mine = storage.getItem(key) === text.get()
      // An emptied draft takes away what is kept only if that is its own.
      if (next !== '' || mine) keep(key, next)
      written.add(key)
      text.set(next)
    }
    const prepend = (earlier: string) => set(text.get() === '' ? earlier : `${earlier}\n\n${text.get()}`)
    return {
      get: text.get,
      subscribe: text.subscribe,
      set,
      prepend,
      async handOver(store) {
        const handed = text.get()
        text.set('')
        try {
          await store(handed)
          if (storage.getItem(key) === handed) keep(key, text.get())
        } catch (error) {
          prepend(handed)
          throw error
        }
      },
    }
  }

  function clear(): void {
    for (const key of storage.keys()) if (key.startsWith(PREFIX)) storage.removeItem(key)
    storage.removeItem(OWNER_KEY)
    for (const text of texts.values()) text.set('')
  }

  return {
    of(place) {
      const draft = drafts.get(place) ?? open(PREFIX + place)
      drafts.set(place, draft)
      return draft
    },
    changedElsewhere(key, before, after) {
      const text = texts.get(key)
      // Only what was found here and not touched. Tabs hear of each other late, so what somebody is writing here may
      // look like what was just sent there.
      if (text !== undefined && after === null && text.get() === before && !written.has(key)) text.set('')
    },
    belongTo(person) {
      if (storage.getItem(OWNER_KEY) === person) return
      clear()
      storage.setItem(OWNER_KEY, person)
    },
    clear,
  }
}
