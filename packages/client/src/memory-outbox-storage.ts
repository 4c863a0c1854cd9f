import type { MessageId } from '@chat/protocol'
import type { OutboxStorage, StoredMessage } from './outbox-storage.ts'
import { createStore } from './writable-store.ts'

/** An outbox that lasts as long as the program. */
export function createMemoryOutboxStorage(): OutboxStorage {
  const messages = new Map<MessageId, StoredMessage>()
  return {
    durability: createStore<'durable' | 'memory'>('memory'),
    list: async (account) => [...messages.values()].filter((message) => message.account === account),
    put: async (message) => void messages.set(message.id, message),
    remove: async (id) => void messages.delete(id),
    close: async () => {},
  }
}
