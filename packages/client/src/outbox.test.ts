import { getRoomHistory } from '@chat/protocol'
import { describe, expect, it } from 'vitest'
import { REFUSED } from '../test/model-messages.ts'
import { ADA, createStory, GENERAL, RANDOM } from '../test/story.ts'

describe('a message that somebody writes', () => {
  it('is shown as waiting while offline, and goes out once by itself', async () => {
    const story = createStory()
    const tab = await story.tab()
    tab.setOnline(false)
    story.faults.down = true
    tab.send(GENERAL, 'written offline')
    await story.clock.advance(60_000)
    expect(story.waiting(tab)).toEqual(['written offline: queued'])
    expect(story.server.witnesses.sends).toBe(0)

    story.faults.down = false
    tab.setOnline(true)
    await story.clock.advance(1_000)
    expect(story.waiting(tab)).toEqual([])
    expect(story.texts(tab)).toEqual(['written offline'])
    expect(story.server.witnesses).toMatchObject({ sends: 1, duplicates: 0 })
  })

  it('survives a tab that is killed, and is sent by the next visit', async () => {
    const story = createStory()
    const device = story.device()
    const tab = await story.tab(device)
    tab.setOnline(false)
    tab.send(GENERAL, 'one')
    tab.send(GENERAL, 'two')
    await story.clock.advance(100)
    tab.kill()

    const next = device.openTab()
    next.client.openRoom(GENERAL)
    await story.clock.advance(50)
    expect(story.waiting(next).length + story.texts(next).length).toBe(2)
    await story.clock.advance(1_000)
    expect(story.texts(next)).toEqual(['one', 'two'])
  })

  it('is shown to whoever opens the page again without a network, once, whenever it was closed', async () => {
    for (let closedAfterMs = 0; closedAfterMs <= 1_000; closedAfterMs += 20) {
      const story = createStory()
      const device = story.device()
      const tab = await story.tab(device)
      await story.clock.advance(1_000)
      tab.send(GENERAL, 'hello')
      await story.clock.advance(closedAfterMs)
      const wasShown = story.waiting(tab).length + story.texts(tab).length
      tab.kill()
      story.faults.down = true

      const next = await story.tab(device)
      expect(story.waiting(next).length + story.texts(next).length, `after ${closedAfterMs} ms`).toBeGreaterThanOrEqual(
        wasShown,
      )
      story.faults.down = false
      await story.clock.advance(10_000)
      expect(story.texts(next).length).toBeLessThanOrEqual(1)
      expect(story.waiting(next)).toEqual([])
    }
  })

  it('is stored before it is shown', async () => {
    const story = createStory()
    const device = story.device()
    const tab = await story.tab(device)
    tab.setOnline(false)
    tab.send(GENERAL, 'hello')
    await story.clock.settle()
    expect(story.waiting(tab)).toEqual([])
    await story.clock.advance(100)
    expect(story.waiting(tab)).toEqual(['hello: queued'])
    expect(await device.storage.list(ADA.id)).toMatchObject([{ text: 'hello', roomId: GENERAL, account: 'ada' }])
  })

  it('stays in its place, as sent, from the ack until the room brings it', async () => {
    const story = createStory()
    const tab = await story.tab()
    const seen: string[] = []
    tab.client.room(GENERAL).subscribe(() => {
      seen.push([...story.texts(tab).map((text) => `${text}: there`), ...story.waiting(tab)].join())
    })
    story.faults.delayMs = 0
    tab.send(GENERAL, 'hello')
    await story.clock.advance(1_000)
    const states = seen.map((shown) => shown.replace('hello: ', ''))
    expect(states.filter((state, index) => state !== states[index - 1])).toEqual(
      expect.arrayContaining(['queued', 'sending', 'there']),
    )
    expect(states).not.toContain('')
    expect(states.every((state) => !state.includes(','))).toBe(true)
  })

  it('leaves the outbox when its ack came while the room was being loaded, and the frame was lost', async () => {
    const story = createStory()
    const { connections, handle } = story.server
    let refusals = 1
    story.server.handle = (userId, name, input) => {
      if (name !== getRoomHistory.name || refusals === 0) return handle(userId, name, input)
      refusals -= 1
      return { ok: false, error: { code: 'OVERLOADED', message: 'Later', retryAfterMs: 5_000 } }
    }
    const device = story.device()
    const tab = await story.tab(device)
    const [connection] = connections
    if (connection) connections.delete(connection)
    tab.send(GENERAL, 'hello')
    await story.clock.advance(30_000)
    expect(refusals).toBe(0)
    expect(story.texts(tab)).toEqual(['hello'])
    expect(await device.storage.list(ADA.id)).toEqual([])
  })

  it('leaves the outbox also when nobody looks at its room any more, and the frame was lost', async () => {
    const story = createStory()
    const device = story.device()
    const tab = await story.tab(device)
    const [connection] = story.server.connections
    if (connection) story.server.connections.delete(connection)
    tab.send(GENERAL, 'hello')
    tab.client.openRoom(RANDOM)
    await story.clock.advance(30_000)
    expect(story.texts(tab)).toEqual(['hello'])
    expect(await device.storage.list(ADA.id)).toEqual([])
  })

  it('is found to be missing in the room when the frame that should have brought it was lost', async () => {
    const story = createStory()
    const tab = await story.tab()
    const { connections } = story.server
    const [connection] = connections
    if (connection) connections.delete(connection)
    tab.send(GENERAL, 'hello')
    await story.clock.advance(1_000)
    expect(story.waiting(tab)).toEqual(['hello: sent'])
    await story.clock.advance(5_000)
    expect(story.waiting(tab)).toEqual([])
    expect(story.texts(tab)).toEqual(['hello'])
  })

  it('is there once when its ack was lost', async () => {
    const story = createStory()
    const tab = await story.tab()
    const { handle } = story.server
    let swallowed = 0
    story.server.handle = (userId, name, input) => {
      const answer = handle(userId, name, input)
      if (name !== 'message:send' || swallowed > 0) return answer
      swallowed += 1
      tab.link.cut()
      return answer
    }
    tab.send(GENERAL, 'hello')
    await story.clock.advance(10_000)
    expect(swallowed).toBe(1)
    expect(story.texts(tab)).toEqual(['hello'])
    expect(story.waiting(tab)).toEqual([])
  })

  it('is not sent again once the room shows that it has arrived', async () => {
    const story = createStory()
    const device = story.device()
    const tab = await story.tab(device)
    const { handle } = story.server
    story.server.handle = (userId, name, input) => {
      const answer = handle(userId, name, input)
      return name === 'message:send' ? { ok: false, error: { code: 'INTERNAL', message: '' } } : answer
    }
    tab.send(GENERAL, 'hello')
    await story.clock.advance(60_000)
    expect(story.server.witnesses.sends).toBe(1)
    expect(story.texts(tab)).toEqual(['hello'])
    expect(await device.storage.list(ADA.id)).toEqual([])
  })

  it('waits for those before it in its room, and for nothing in another', async () => {
    const story = createStory()
    const tab = await story.tab()
    const { handle } = story.server
    let failing = true
    story.server.handle = (userId, name, input) =>
      failing && name === 'message:send' && Object(input).roomId === GENERAL
        ? { ok: false, error: { code: 'OVERLOADED', message: '', retryAfterMs: 1_000 } }
        : handle(userId, name, input)
    tab.send(GENERAL, 'one')
    tab.send(GENERAL, 'two')
    tab.send(RANDOM, 'elsewhere')
    await story.clock.advance(500)
    expect(story.waiting(tab)).toEqual(['one: queued', 'two: queued'])
    expect(story.server.rooms.get(RANDOM)?.log).toHaveLength(1)
    failing = false
    await story.clock.advance(60_000)
    expect(story.texts(tab)).toEqual(['one', 'two'])
  })

  it('is not sent more often than the server wants', async () => {
    const story = createStory()
    const tab = await story.tab()
    let tries = 0
    story.server.handle = () => {
      tries += 1
      return { ok: false, error: { code: 'RATE_LIMITED', message: '', retryAfterMs: 20_000 } }
    }
    tab.send(GENERAL, 'hello')
    await story.clock.advance(19_000)
    expect(tries).toBe(1)
    await story.clock.advance(120_000)
    expect(tries).toBeGreaterThan(2)
    expect(tries).toBeLessThan(8)
  })

  it('says until when the server wants to be left alone, and why, until the connection is lost', async () => {
    const story = createStory()
    const tab = await story.tab()
    const error = { code: 'RATE_LIMITED', message: 'Too many requests.', retryAfterMs: 20_000 } as const
    story.server.handle = () => ({ ok: false, error })
    const writtenAt = story.clock.now()
    tab.send(GENERAL, 'one')
    tab.send(GENERAL, 'two')
    await story.clock.advance(1_000)
    const [one, two] = tab.client.room(GENERAL).get().outbox
    expect(one).toMatchObject({ state: 'queued', error, retryAt: expect.any(Number) })
    expect((one?.retryAt ?? 0) - writtenAt).toBeGreaterThanOrEqual(20_000)
    expect((one?.retryAt ?? 0) - writtenAt).toBeLessThan(22_000)
    expect(two).toMatchObject({ state: 'queued' })
    expect(two).not.toHaveProperty('retryAt')

    tab.setOnline(false)
    story.faults.down = true
    tab.link.cut()
    await story.clock.advance(1_000)
    const [waiting] = tab.client.room(GENERAL).get().outbox
    expect(waiting).toMatchObject({ text: 'one', state: 'queued' })
    expect(waiting).not.toHaveProperty('retryAt')
  })
})

describe('a message that the server refuses for good', () => {
  it('says why and holds nobody up', async () => {
    const story = createStory()
    const tab = await story.tab()
    tab.send(GENERAL, `no ${REFUSED}`)
    tab.send(GENERAL, 'yes')
    await story.clock.advance(2_000)
    expect(story.texts(tab)).toEqual(['yes'])
    expect(tab.client.room(GENERAL).get().outbox).toMatchObject([{ state: 'refused', error: { code: 'CONFLICT' } }])
  })

  it('is still refused after a reload', async () => {
    const story = createStory()
    const device = story.device()
    const tab = await story.tab(device)
    tab.send(GENERAL, `no ${REFUSED}`)
    await story.clock.advance(2_000)
    tab.kill()
    const next = await story.tab(device)
    expect(next.client.room(GENERAL).get().outbox).toMatchObject([{ state: 'refused', error: { code: 'CONFLICT' } }])
    expect(story.server.witnesses.sends).toBe(1)
  })

  it('can be sent again, or discarded', async () => {
    const story = createStory()
    const device = story.device()
    const tab = await story.tab(device)
    const { handle } = story.server
    story.server.handle = (userId, name, input) =>
      name === 'message:send' ? { ok: false, error: { code: 'FORBIDDEN', message: '' } } : handle(userId, name, input)
    tab.send(GENERAL, 'one')
    tab.send(GENERAL, 'two')
    await story.clock.advance(1_000)
    story.server.handle = handle
    const [one, two] = tab.client.room(GENERAL).get().outbox
    if (!one || !two) throw new Error('Nothing was refused')
    void tab.client.retry(one.id)
    void tab.client.discard(two.id)
    await story.clock.advance(1_000)
    expect(story.texts(tab)).toEqual(['one'])
    expect(story.waiting(tab)).toEqual([])
    expect(await device.storage.list(ADA.id)).toEqual([])
  })
})

describe('a message on its way', () => {
  it('cannot be taken back: others may have it already', async () => {
    const story = createStory()
    const device = story.device()
    const tab = await story.tab(device)
    tab.send(GENERAL, 'hello')
    await story.clock.advance(20)
    const [entry] = tab.client.room(GENERAL).get().outbox
    expect(entry?.state).toBe('sending')
    if (entry) void tab.client.discard(entry.id)
    tab.link.cut()
    await story.clock.advance(5_000)
    expect(story.texts(tab)).toEqual(['hello'])
  })
})
