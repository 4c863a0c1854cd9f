import type { OutboxStorage, StoredMessage } from '../outbox-storage.ts'
import { createStore } from '../writable-store.ts'
import type { DatabaseOpener } from './chat-database.ts'

/**
 * An outbox that survives a reload, a closed tab and, because every write waits for the disk, a dead battery. Browsers
 * by themselves call a write complete before it is on disk.
 */
export function createIndexedDbOutboxStorage(database: DatabaseOpener): OutboxStorage {
  return {
    durability: createStore<'durable' | 'memory'>('durable'),
    async list(account) {
      const transaction = (await database.open()).transaction('outbox')
      const messages: StoredMessage[] = []
      // In order of the primary key, which is the order of writing.
      for await (const { value } of transaction.store.index('account').iterate(account)) {
        const { position: _, ...message } = value
        messages.push(message)
      }
      return messages
    },
    async put(message) {
      const transaction = (await database.open()).transaction('outbox', 'readwrite', { durability: 'strict' })
      const position = await transaction.store.index('id').getKey(message.id)
      await transaction.store.put(position === undefined ? message : { ...message, position })
      await transaction.done
    },
    async remove(id) {
      const transaction = (await database.open()).transaction('outbox', 'readwrite', { durability: 'strict' })
      const position = await transaction.store.index('id').getKey(id)
      if (position !== undefined) await transaction.store.delete(position)
      await transaction.done
    },
    subscribe: database.subscribe,
    close: database.close,
  }
}
