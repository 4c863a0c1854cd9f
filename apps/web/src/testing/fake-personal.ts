import { createStore, type NotifyChoices, type Personal, type WritableStore } from '@chat/client'
import { MessageId, type Reminder, RoomId, type SavedMessage, type ScheduledMessage } from '@chat/protocol'
import { createFakeDrafts } from './fake-drafts.ts'

export interface FakePersonal extends Omit<Personal, keyof NotifyChoices> {
  readonly reminders: WritableStore<ReadonlyMap<string, Reminder>>
  readonly scheduled: WritableStore<ReadonlyMap<string, ScheduledMessage>>
}

/** What is one's own, without a server: what is saved is saved, and there are no messages that it would be about. */
export function createFakePersonal(): FakePersonal {
  const scheduled = createStore<ReadonlyMap<string, ScheduledMessage>>(new Map())
  const drop = (id: string) => scheduled.set(new Map([...scheduled.get()].filter(([other]) => other !== id)))
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
    scheduled,
    async schedule(roomId, text, sendAt) {
      const id = MessageId.parse(`00000000-0000-7000-8000-7${String(scheduled.get().size).padStart(11, '0')}`)
      scheduled.set(new Map([...scheduled.get(), [id, { id, roomId: RoomId.parse(roomId), text, sendAt }]]))
      return id
    },
    async reschedule({ failed: _, ...message }, change) {
      scheduled.set(new Map([...scheduled.get(), [message.id, { ...message, ...change }]]))
    },
    sendScheduled: async (id) => drop(id),
    cancelScheduled: async (id) => drop(id),
  }
}
