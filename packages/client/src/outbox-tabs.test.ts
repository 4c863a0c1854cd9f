import { describe, expect, it } from 'vitest'
import { waitingMessage } from '../test/samples.ts'
import { createStory, GENERAL } from '../test/story.ts'
import { LOCK_PATIENCE_MS } from './outbox.ts'

/** The server wants to be left alone until it is `over`. */
function limitSending({ server }: ReturnType<typeof createStory>, retryAfterMs: number) {
  const limit = { tries: 0, over: false }
  const { handle } = server
  server.handle = (userId, name, input) => {
    if (name !== 'message:send' || limit.over) return handle(userId, name, input)
    limit.tries += 1
    return { ok: false, error: { code: 'RATE_LIMITED', message: 'Too many requests.', retryAfterMs } }
  }
  return limit
}

describe('several tabs of one browser', () => {
  it('show the same waiting messages, and one of them sends', async () => {
    const story = createStory()
    const device = story.device()
    const [one, two] = [await story.tab(device), await story.tab(device)]
    for (const tab of [one, two]) tab.setOnline(false)
    one.send(GENERAL, 'from one')
    two.send(GENERAL, 'from two')
    await story.clock.advance(100)
    expect(new Set(story.waiting(one))).toEqual(new Set(['from one: queued', 'from two: queued']))
    expect(new Set(story.waiting(two))).toEqual(new Set(story.waiting(one)))
    for (const tab of [one, two]) tab.setOnline(true)
    await story.clock.advance(2_000)
    expect(story.server.witnesses).toMatchObject({ sends: 2, duplicates: 0 })
    for (const tab of [one, two]) {
      expect(story.waiting(tab)).toEqual([])
      expect(story.texts(tab)).toHaveLength(2)
    }
  })

  it('all say that the server wants to be left alone, whichever of them sends', async () => {
    const story = createStory()
    const device = story.device()
    const [, two] = [await story.tab(device), await story.tab(device)]
    const limit = limitSending(story, 5_000)
    two.send(GENERAL, 'hello')
    await story.clock.advance(1_000)
    expect(two.client.room(GENERAL).get().outbox).toMatchObject([{ error: { code: 'RATE_LIMITED' } }])
    limit.over = true
    await story.clock.advance(6_000)
    expect(story.texts(two)).toEqual(['hello'])
    expect(story.waiting(two)).toEqual([])
  })

  it('leave the server alone for as long as it wants, whichever of them has been told and however patient they are', async () => {
    const story = createStory()
    const device = story.device()
    const [, two] = [await story.tab(device), await story.tab(device)]
    const limit = limitSending(story, 2 * LOCK_PATIENCE_MS)
    two.send(GENERAL, 'hello')
    await story.clock.advance(2 * LOCK_PATIENCE_MS)
    expect(limit.tries).toBe(1)
    limit.over = true
    await story.clock.advance(2_000)
    expect(story.texts(two)).toEqual(['hello'])
    expect(story.server.witnesses).toMatchObject({ sends: 1, duplicates: 0 })
  })

  it('leave the server alone also when the one that has been told is closed, and send in order then', async () => {
    const story = createStory()
    const device = story.device()
    const [one, two] = [await story.tab(device), await story.tab(device)]
    const limit = limitSending(story, 2 * LOCK_PATIENCE_MS)
    two.send(GENERAL, 'hello')
    await story.clock.advance(1_000)
    one.kill()
    two.send(GENERAL, 'again')
    await story.clock.advance(2 * LOCK_PATIENCE_MS - 1_000)
    expect(limit.tries).toBe(1)
    limit.over = true
    await story.clock.advance(2_000)
    expect(story.texts(two)).toEqual(['hello', 'again'])
  })

  it('go on when the one that has been told is put to sleep, and no sooner than the server wants', async () => {
    const story = createStory()
    const device = story.device()
    const [one, two] = [await story.tab(device), await story.tab(device)]
    const limit = limitSending(story, 2 * LOCK_PATIENCE_MS)
    two.send(GENERAL, 'hello')
    await story.clock.advance(1_000)
    one.freeze()
    await story.clock.advance(2 * LOCK_PATIENCE_MS)
    expect(limit.tries).toBe(1)
    limit.over = true
    await story.clock.advance(LOCK_PATIENCE_MS)
    expect(story.texts(two)).toEqual(['hello'])
  })

  it('say no more that the server wants to be left alone when one of them tries again', async () => {
    const story = createStory()
    const device = story.device()
    const tabs = [await story.tab(device), await story.tab(device)]
    limitSending(story, 5_000)
    tabs[0]?.send(GENERAL, 'hello')
    await story.clock.advance(1_000)
    const entries = () => tabs.map((tab) => tab.client.room(GENERAL).get().outbox[0])
    for (const entry of entries()) expect(entry).toHaveProperty('retryAt')
    // The next try gets no answer.
    story.faults.lose = 1
    await story.clock.advance(5_000)
    expect(entries()).toMatchObject([{ state: 'sending' }, { state: 'queued' }])
    for (const entry of entries()) {
      expect(entry).not.toHaveProperty('retryAt')
      expect(entry).not.toHaveProperty('error')
    }
  })

  it('hand over when the one that sends is closed', async () => {
    const story = createStory()
    const device = story.device()
    const [one, two] = [await story.tab(device), await story.tab(device)]
    one.kill()
    two.send(GENERAL, 'hello')
    await story.clock.advance(1_000)
    expect(story.texts(two)).toEqual(['hello'])
  })

  it('send what a tab stored that was closed before it could tell', async () => {
    const story = createStory()
    const device = story.device()
    const [one, two] = [await story.tab(device), await story.tab(device)]
    await device.storage.put(waitingMessage(1))
    one.kill()
    await story.clock.advance(1_000)
    expect(story.texts(two)).toEqual(['message 1'])
  })

  it('do not wait for ever for one that the device has put to sleep', async () => {
    const story = createStory()
    const device = story.device()
    const [one, two] = [await story.tab(device), await story.tab(device)]
    one.freeze()
    two.send(GENERAL, 'hello')
    await story.clock.advance(LOCK_PATIENCE_MS - 1_000)
    expect(story.waiting(two)).toEqual(['hello: queued'])
    await story.clock.advance(2_000)
    expect(story.texts(two)).toEqual(['hello'])
    one.thaw()
    await story.clock.advance(5_000)
    expect(story.texts(one)).toEqual(['hello'])
    expect(story.waiting(one)).toEqual([])
  })

  it('discard in one what another shows', async () => {
    const story = createStory()
    const device = story.device()
    const [one, two] = [await story.tab(device), await story.tab(device)]
    for (const tab of [one, two]) tab.setOnline(false)
    one.send(GENERAL, 'hello')
    await story.clock.advance(100)
    const [entry] = two.client.room(GENERAL).get().outbox
    if (entry) void two.client.discard(entry.id)
    await story.clock.advance(100)
    expect(story.waiting(one)).toEqual([])
  })
})
