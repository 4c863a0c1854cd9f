import type { MessageId } from '@chat/protocol'
import type { OutboxStorage, StoredMessage } from '../outbox-storage.ts'
import { createStore } from '../writable-store.ts'

/**
 * An outbox that goes on in memory where the browser does not store (private mode, no space left), and says so: nothing is
 * lost silently. What waits in memory moves over as soon as the browser stores again.
 */
export function createResilientOutboxStorage(
  primary: OutboxStorage,
  onFailed: (error: unknown) => void,
): OutboxStorage {
  const memory = new Map<MessageId, StoredMessage>()
  const durability = createStore(primary.durability.get())

  function fail(error: unknown): void {
    durability.set('memory')
    onFailed(error)
  }

  /** In the order in which they came, and before anything newer: the order of storing is the order of sending. */
  async function moveOver(): Promise<void> {
    for (const message of memory.values()) {
      await primary.put(message)
      memory.delete(message.id)
    }
    durability.set(primary.durability.get())
  }

  return {
    durability,
    async list(account) {
      try {
        if (durability.get() === 'memory') await moveOver()
        return await primary.list(account)
      } catch (error) {
        fail(error)
      }
      const stored = await primary.list(account).catch(() => [])
      const inMemory = [...memory.values()].filter((message) => message.account === account)
      return [...stored.filter(({ id }) => !memory.has(id)), ...inMemory]
    },
    async put(message) {
      try {
        await moveOver()
        await primary.put(message)
      } catch (error) {
        fail(error)
        memory.set(message.id, message)
      }
    },
    async remove(id) {
      memory.delete(id)
      await primary.remove(id).catch(fail)
    },
    ...(primary.subscribe && { subscribe: primary.subscribe }),
    close: primary.close,
  }
}
