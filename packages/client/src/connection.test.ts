import { describe, expect, it } from 'vitest'
import { ADA, createStory, GENERAL } from '../test/story.ts'
import { CONNECT_TIMEOUT_MS } from './connection.ts'

describe('the status line', () => {
  it('tells connecting, connected, and when the next attempt is', async () => {
    const story = createStory()
    const tab = story.device().openTab()
    const seen: string[] = []
    tab.client.connection.subscribe(() => seen.push(tab.client.connection.get().status))
    expect(tab.client.connection.get().status).toBe('connecting')
    await story.clock.advance(1_000)
    story.faults.down = true
    tab.link.cut()
    const lost = tab.client.connection.get()
    expect(lost).toMatchObject({ status: 'reconnecting', attempt: 1 })
    expect(tab.client.connection.get()).toBe(lost)
    await story.clock.advance(20_000)
    story.faults.down = false
    tab.client.reconnectNow()
    await story.clock.advance(500)
    expect(seen.at(-1)).toBe('connected')
    expect(seen.slice(0, 3)).toEqual(['connected', 'reconnecting', 'connecting'])
  })

  it('gives up an attempt that is not answered', async () => {
    const story = createStory()
    const tab = story.device().openTab()
    story.faults.delayMs = 10 * CONNECT_TIMEOUT_MS
    await story.clock.advance(CONNECT_TIMEOUT_MS + 1_000)
    expect(tab.client.connection.get().status).toMatch(/reconnecting|connecting/)
    story.faults.delayMs = 20
    await story.clock.advance(40_000)
    expect(tab.client.connection.get().status).toBe('connected')
  })

  it('comes back by itself after the server has drained', async () => {
    const story = createStory()
    const tab = await story.tab()
    story.tell('server:draining', { moveWithinMs: 4_000 })
    await story.clock.advance(100)
    expect(tab.client.connection.get().status).toBe('connected')
    story.server.restart()
    const state = tab.client.connection.get()
    if (state.status !== 'reconnecting') throw new Error(state.status)
    expect(state.retryAt - story.clock.now()).toBeLessThanOrEqual(4_000)
    await story.clock.advance(5_000)
    expect(tab.client.connection.get().status).toBe('connected')
  })

  it('finds out after a sleep whether the connection is still there, and what was missed', async () => {
    const story = createStory()
    const tab = await story.tab()
    const [connection] = story.server.connections
    if (connection) story.server.connections.delete(connection)
    story.write('while asleep')
    await story.clock.advance(60_000)
    expect(story.texts(tab)).toEqual([])
    tab.wake()
    await story.clock.advance(1_000)
    expect(story.texts(tab)).toEqual(['while asleep'])
    expect(tab.client.connection.get().status).toBe('connected')
  })
})

describe('the end of a session', () => {
  it('is not knocked against, and leaves nothing to read but keeps what waits', async () => {
    const story = createStory()
    const device = story.device()
    const tab = await story.tab(device)
    story.write('secret')
    await story.clock.advance(2_000)
    story.tell('session:ended', { code: 'AUTH_EXPIRED', message: 'Signed out' })
    await story.clock.advance(100)
    tab.send(GENERAL, 'still here')
    story.asked.length = 0
    await story.clock.advance(300_000)
    expect(tab.client.connection.get()).toMatchObject({ status: 'ended', error: { code: 'AUTH_EXPIRED' } })
    expect(story.signedOut).toEqual(['AUTH_EXPIRED'])
    expect(story.asked).toEqual([])
    expect(await device.cache.lastAccount()).toBeUndefined()
    expect(await device.cache.loadRoom(ADA.id, GENERAL)).toBeUndefined()
    expect(await device.storage.list(ADA.id)).toHaveLength(1)

    tab.client.reconnectNow()
    await story.clock.advance(2_000)
    expect(story.texts(tab)).toEqual(['secret', 'still here'])
  })

  it('can come as the answer to any request', async () => {
    const story = createStory()
    const tab = await story.tab()
    story.server.handle = () => ({ ok: false, error: { code: 'AUTH_EXPIRED', message: '' } })
    tab.send(GENERAL, 'hello')
    await story.clock.advance(1_000)
    expect(tab.client.connection.get().status).toBe('ended')
    expect(story.waiting(tab)).toEqual(['hello: queued'])
  })

  it('can come at the door', async () => {
    const story = createStory()
    story.faults.refuse = { code: 'UPGRADE_REQUIRED', message: 'Reload the page' }
    const tab = await story.tab()
    expect(tab.client.connection.get()).toMatchObject({ status: 'ended', error: { code: 'UPGRADE_REQUIRED' } })
    expect(story.signedOut).toEqual([])
  })
})

describe('stopping', () => {
  it('closes the connection, keeps what waits, and can begin again', async () => {
    const story = createStory()
    const device = story.device()
    const tab = await story.tab(device)
    tab.setOnline(false)
    tab.send(GENERAL, 'hello')
    await story.clock.advance(100)
    const stopped = tab.client.stop()
    await story.clock.advance(1_000)
    await stopped
    expect(tab.client.connection.get().status).toBe('stopped')
    expect(await device.storage.list(ADA.id)).toHaveLength(1)

    tab.setOnline(true)
    await story.clock.advance(60_000)
    expect(story.server.connections.size).toBe(0)
    void tab.client.start()
    await story.clock.advance(2_000)
    expect(story.texts(tab)).toEqual(['hello'])
  })

  it('can be taken back and repeated at any moment, as a screen does that is drawn twice', async () => {
    const story = createStory()
    const tab = story.device().openTab()
    void tab.client.stop()
    void tab.client.start()
    void tab.client.stop()
    void tab.client.start()
    tab.client.openRoom(GENERAL)
    await story.clock.advance(2_000)
    expect(story.server.connections.size).toBe(1)
    tab.send(GENERAL, 'hello')
    await story.clock.advance(1_000)
    void tab.client.stop()
    void tab.client.start()
    tab.send(GENERAL, 'again')
    await story.clock.advance(2_000)
    expect(story.texts(tab)).toEqual(['hello', 'again'])
    expect(story.waiting(tab)).toEqual([])
  })
})
