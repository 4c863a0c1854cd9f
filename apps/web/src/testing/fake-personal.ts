import { createStore, type SavedMessages } from '@chat/client'
import { RoomId, type SavedMessage } from '@chat/protocol'

/** What is one's own, without a server: what is saved is saved, and there is no list of it. */
export function createFakePersonal(): SavedMessages {
  const saved = createStore<ReadonlyMap<string, SavedMessage>>(new Map())
  return {
    saved,
    async saveMessage(messageId, on) {
      const others = [...saved.get()].filter(([id]) => id !== messageId)
      const mark = { messageId, roomId: RoomId.parse('general'), savedAt: Date.now() }
      saved.set(new Map(on ? [...others, [messageId, mark]] : others))
    },
    listSaved: async () => ({ saved: [], users: [] }),
  }
}
