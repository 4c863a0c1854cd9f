import 'fake-indexeddb/auto'
import { deleteDB, openDB } from 'idb'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { idOf, waitingMessage } from '../../test/samples.ts'
import { cacheRules, outboxStorageRules } from '../../test/storage-rules.ts'
import { createDatabaseOpener, type DatabaseOpener } from './chat-database.ts'
import { createIndexedDbCache } from './indexed-db-cache.ts'
import { createIndexedDbOutboxStorage } from './indexed-db-outbox-storage.ts'
import { createResilientOutboxStorage } from './resilient-outbox-storage.ts'

let database: DatabaseOpener = createDatabaseOpener()

async function emptyDatabase(): Promise<DatabaseOpener> {
  await database.close()
  await deleteDB('chat')
  database = createDatabaseOpener()
  return database
}

afterEach(() => vi.restoreAllMocks())

outboxStorageRules(
  'an outbox in IndexedDB',
  async () => createIndexedDbOutboxStorage(await emptyDatabase()),
  () => createIndexedDbOutboxStorage(createDatabaseOpener()),
)
cacheRules('a cache in IndexedDB', async () => createIndexedDbCache(await emptyDatabase()))

describe('an outbox in a browser', () => {
  it('waits for the disk', async () => {
    const storage = createIndexedDbOutboxStorage(await emptyDatabase())
    const transaction = vi.spyOn(IDBDatabase.prototype, 'transaction')
    await storage.put(waitingMessage(1))
    expect(transaction).toHaveBeenCalledWith('outbox', 'readwrite', { durability: 'strict' })
  })

  it('goes on in memory when there is no space left, and says so', async () => {
    const failed = vi.fn()
    const storage = createResilientOutboxStorage(createIndexedDbOutboxStorage(await emptyDatabase()), failed)
    await storage.put(waitingMessage(1))
    expect(storage.durability.get()).toBe('durable')

    const put = vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(() => {
      throw new DOMException('No space', 'QuotaExceededError')
    })
    await storage.put(waitingMessage(2))
    expect(storage.durability.get()).toBe('memory')
    expect(failed).toHaveBeenCalledOnce()
    put.mockRestore()

    const account = waitingMessage(1).account
    expect((await storage.list(account)).map(({ text }) => text)).toEqual(['message 1', 'message 2'])
    await storage.remove(idOf(2))
    await storage.remove(idOf(1))
    expect(await storage.list(account)).toEqual([])
  })

  it('works in memory where the browser has no database', async () => {
    vi.spyOn(indexedDB, 'open').mockImplementation(() => {
      throw new DOMException('Not here', 'SecurityError')
    })
    const storage = createResilientOutboxStorage(
      createIndexedDbOutboxStorage(createDatabaseOpener('elsewhere')),
      () => {},
    )
    await storage.put(waitingMessage(1))
    expect(await storage.list(waitingMessage(1).account)).toEqual([waitingMessage(1)])
    expect(storage.durability.get()).toBe('memory')
    await storage.close()
  })

  it('does not wait for ever for a database that does not open', async () => {
    const holder = await openDB('held', 1)
    // Waits until the holder closes, and whoever opens waits behind it.
    const deleted = deleteDB('held')
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    const outcome = expect(createDatabaseOpener('held').open()).rejects.toThrow('does not open')
    await vi.advanceTimersByTimeAsync(3_000)
    await outcome
    vi.useRealTimers()
    holder.close()
    await deleted
  })
})
