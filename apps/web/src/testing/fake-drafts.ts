import { createStore, type Drafts, type RoomDraft } from '@chat/client'
import type { AnsweredMessage, RoomId } from '@chat/protocol'

/** Drafts without a server: they are what is written here. */
export function createFakeDrafts(): Drafts {
  const drafts = new Map<RoomId, RoomDraft>()
  return {
    of(roomId) {
      const draft = drafts.get(roomId) ?? createFakeDraft()
      drafts.set(roomId, draft)
      return draft
    },
    begun: createStore<ReadonlySet<RoomId>>(new Set()),
    tellNow() {},
  }
}

function createFakeDraft(): RoomDraft {
  const text = createStore('')
  const answered = createStore<AnsweredMessage | undefined>(undefined)
  return {
    ...text,
    answered,
    answer: answered.set,
    prepend: (earlier) => text.set(`${earlier}\n\n${text.get()}`.trim()),
    async handOver(store) {
      const [handed, message] = [text.get(), answered.get()]
      text.set('')
      answered.set(undefined)
      await store(handed, message?.id)
    },
    elsewhere: createStore<string | undefined>(undefined),
    choose() {},
  }
}
