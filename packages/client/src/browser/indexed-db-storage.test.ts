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

  it('shows what is on disk beside what was written meanwhile, once the database opens late', async () => {
    const earlier = createIndexedDbOutboxStorage(await emptyDatabase())
    await earlier.put(waitingMessage(1))
    await earlier.close()
    const { account } = waitingMessage(1)
    // A tab with a newer version upgrades, and takes its time.
    const { promise: slow, resolve: open } = Promise.withResolvers<void>()
    const openNow = indexedDB.open.bind(indexedDB)
    vi.spyOn(indexedDB, 'open').mockImplementationOnce((...parameters) => {
      const request = openNow(...parameters)
      const { addEventListener } = request
      request.addEventListener = (...[type, listener]: [string, EventListener]) =>
        addEventListener.call(request, type, (event) => void slow.then(() => listener(event)))
      return request
    })
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    const opener = createDatabaseOpener()
    const storage = createResilientOutboxStorage(createIndexedDbOutboxStorage(opener), () => {})
    const back = vi.fn()
    storage.subscribe?.(back)
    const early = storage.list(account)
    await vi.advanceTimersByTimeAsync(3_000)
    vi.useRealTimers()
    expect(await early).toEqual([])
    // Nobody waits for it a second time.
    await storage.put(waitingMessage(2))
    expect(await storage.list(account)).toEqual([waitingMessage(2)])
    expect(storage.durability.get()).toBe('memory')

    open()
    await vi.waitFor(() => expect(back).toHaveBeenCalledOnce())
    expect(await storage.list(account)).toEqual([waitingMessage(1), waitingMessage(2)])
    expect(storage.durability.get()).toBe('durable')
    await storage.close()
    expect(await createIndexedDbOutboxStorage(createDatabaseOpener()).list(account)).toHaveLength(2)
  })

  it('tries again to open a database that failed to', async () => {
    await emptyDatabase()
    const newer = await openDB('newer', 2)
    newer.close()
    const openNow = indexedDB.open.bind(indexedDB)
    vi.spyOn(indexedDB, 'open').mockImplementationOnce(() => openNow('newer', 1))
    const storage = createResilientOutboxStorage(createIndexedDbOutboxStorage(database), () => {})
    await storage.put(waitingMessage(1))
    expect(storage.durability.get()).toBe('memory')
    await storage.put(waitingMessage(2))
    expect(storage.durability.get()).toBe('durable')
    expect(await createIndexedDbOutboxStorage(database).list(waitingMessage(1).account)).toHaveLength(2)
  })

  it('closes a database that opens when nobody wants it any more', async () => {
    const holder = await openDB('abandoned', 1)
    const deleted = deleteDB('abandoned')
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    const opener = createDatabaseOpener('abandoned')
    const outcome = expect(opener.open()).rejects.toThrow('does not open')
    await vi.advanceTimersByTimeAsync(3_000)
    await outcome
    vi.useRealTimers()
    await opener.close()
    const close = vi.spyOn(IDBDatabase.prototype, 'close')
    holder.close()
    await deleted
    await vi.waitFor(() => expect(close).toHaveBeenCalledTimes(2))
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
