import { createStore, type Personal } from '@chat/client'
import { RoomId, type SavedMessage } from '@chat/protocol'
import { createFakeDrafts } from './fake-drafts.ts'

/** What is one's own, without a server: what is saved is saved, and there is no list of it. */
export function createFakePersonal(): Pick<Personal, 'drafts' | 'saved' | 'saveMessage' | 'listSaved'> {
  const saved = createStore<ReadonlyMap<string, SavedMessage>>(new Map())
  return {
    drafts: createFakeDrafts(),
    saved,
    async saveMessage(messageId, on) {
      const others = [...saved.get()].filter(([id]) => id !== messageId)
      const mark = { messageId, roomId: RoomId.parse('general'), savedAt: Date.now() }
      saved.set(new Map(on ? [...others, [messageId, mark]] : others))
    },
    listSaved: async () => ({ saved: [], users: [] }),
  }
}
