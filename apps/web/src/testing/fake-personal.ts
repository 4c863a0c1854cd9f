import { createStore, type NotifyChoices, type Personal, type WritableStore } from '@chat/client'
import { type Reminder, RoomId, type SavedMessage } from '@chat/protocol'
import { createFakeDrafts } from './fake-drafts.ts'

export interface FakePersonal extends Omit<Personal, keyof NotifyChoices> {
  readonly reminders: WritableStore<ReadonlyMap<string, Reminder>>
}

/** What is one's own, without a server: what is saved is saved, and there are no messages that it would be about. */
export function createFakePersonal(): FakePersonal {
  const reminders = createStore<ReadonlyMap<string, Reminder>>(new Map())
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
    reminders,
    async setReminder(messageId, remindAt) {
      const reminder = { messageId, roomId: RoomId.parse('general'), remindAt }
      reminders.set(new Map([...reminders.get(), [messageId, reminder]]))
    },
    async clearReminder(messageId) {
      reminders.set(new Map([...reminders.get()].filter(([id]) => id !== messageId)))
    },
    getMessages: async () => [],
  }
}
