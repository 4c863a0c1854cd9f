import 'fake-indexeddb/auto'
import { RoomId } from '@chat/protocol'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { cachedRoom, sampleMessage, sampleSummary, sampleUser } from '../../test/samples.ts'
import { createDatabaseOpener } from './chat-database.ts'
import { createBrowserChatClient } from './create-browser-chat-client.ts'
import { createIndexedDbCache } from './indexed-db-cache.ts'

/** Nobody listens there. */
const url = 'http://127.0.0.1:9'
const GENERAL = RoomId.parse('general')
const page = Object.assign(new EventTarget(), { hidden: false })
const persist = vi.fn(async () => true)

beforeEach(async () => {
  vi.stubGlobal('document', page)
  vi.stubGlobal('addEventListener', page.addEventListener.bind(page))
  vi.stubGlobal('navigator', { onLine: true, locks: navigator.locks, storage: { persist } })
  const database = createDatabaseOpener()
  const cache = createIndexedDbCache(database)
  await cache.saveAccount(sampleUser('ada'), { rooms: [sampleSummary('general', { head: 3 })] })
  await cache.saveRoom(sampleUser('ada').id, cachedRoom(3))
  await database.close()
})

afterEach(() => vi.unstubAllGlobals())

describe('a page without a server', () => {
  it('shows what was there, and keeps what is written over a reload', async () => {
    const client = createBrowserChatClient({ url })
    client.openRoom(GENERAL)
    await client.start()
    expect(client.me.get()?.name).toBe('ada')
    expect(client.room(GENERAL).get()).toMatchObject({ status: 'ready', messages: [{ text: 'message 3' }] })
    const threadRoot = sampleMessage(3).id
    await Promise.all(['one', 'two'].map((text) => client.send(GENERAL, text)))
    await client.send(GENERAL, 'into a thread', { threadRoot })
    expect(client.storage.get()).toBe('durable')
    expect(persist).toHaveBeenCalledOnce()
    await client.stop()

    const next = createBrowserChatClient({ url })
    next.openRoom(GENERAL)
    await next.start()
    expect(next.room(GENERAL).get().outbox).toMatchObject([
      { text: 'one', state: 'queued' },
      { text: 'two', state: 'queued' },
    ])
    next.openThread(GENERAL, 3)
    expect(next.openedThread(GENERAL).get()).toMatchObject({ outbox: [{ text: 'into a thread', threadRoot }] })
    await next.stop()
  })

  it('shows nothing of somebody else who was here before', async () => {
    const client = createBrowserChatClient({ url, account: sampleUser('bob').id })
    client.openRoom(GENERAL)
    await client.start()
    expect(client.me.get()).toBeUndefined()
    expect(client.room(GENERAL).get()).toMatchObject({ status: 'loading', messages: [], outbox: [] })
    await client.stop()
    const later = createBrowserChatClient({ url })
    await later.start()
    expect(later.me.get()).toBeUndefined()
    await later.stop()
  })

  it('shows in every tab what is written in one', async () => {
    const [one, two] = [createBrowserChatClient({ url }), createBrowserChatClient({ url })]
    await Promise.all([one.start(), two.start()])
    const id = await one.send(GENERAL, 'hello')
    const ids = (client: typeof one) =>
      client
        .room(GENERAL)
        .get()
        .outbox.map((entry) => entry.id)
    await vi.waitFor(() => expect(ids(two)).toContain(id))
    await two.discard(id)
    await vi.waitFor(() => expect(ids(one)).not.toContain(id))
    await Promise.all([one.stop(), two.stop()])
  })

  it('warns when the browser does not store', async () => {
    const diagnostics = vi.fn()
    const client = createBrowserChatClient({ url, onDiagnostic: diagnostics })
    await client.start()
    const put = vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(() => {
      throw new DOMException('No space', 'QuotaExceededError')
    })
    await client.send(GENERAL, 'not stored')
    put.mockRestore()
    expect(client.storage.get()).toBe('memory')
    expect(client.room(GENERAL).get().outbox.at(-1)).toMatchObject({ text: 'not stored', state: 'queued' })
    expect(diagnostics).toHaveBeenCalledWith(expect.objectContaining({ kind: 'storage-failed' }))
    await client.stop()
  })
})
