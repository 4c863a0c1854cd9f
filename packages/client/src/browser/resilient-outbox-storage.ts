import { createMemoryOutboxStorage } from '../memory-outbox-storage.ts'
import type { OutboxStorage } from '../outbox-storage.ts'
import { createStore } from '../writable-store.ts'

/**
 * An outbox that goes on in memory where the browser does not store (private mode, no space left), and says so: nothing is
 * lost silently.
 */
export function createResilientOutboxStorage(
  primary: OutboxStorage,
  onFailed: (error: unknown) => void,
): OutboxStorage {
  const memory = createMemoryOutboxStorage()
  const durability = createStore(primary.durability.get())

  function fail(error: unknown): void {
    durability.set('memory')
    onFailed(error)
  }

  return {
    durability,
    async list(account) {
      const stored = await primary.list(account).catch((error: unknown) => {
        fail(error)
        return []
      })
      const inMemory = await memory.list(account)
      const ids = new Set(inMemory.map(({ id }) => id))
      return [...stored.filter(({ id }) => !ids.has(id)), ...inMemory]
    },
    async put(message) {
      try {
        await primary.put(message)
        await memory.remove(message.id)
      } catch (error) {
        fail(error)
        await memory.put(message)
      }
    },
    async remove(id) {
      await memory.remove(id)
      await primary.remove(id).catch(fail)
    },
    close: primary.close,
  }
}
