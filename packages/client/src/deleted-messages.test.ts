import { expect, it } from 'vitest'
import { ADA, createStory, GENERAL, RANDOM } from '../test/story.ts'

const SECRET = 'what nobody should know'

/** A secret was written while its room was open on a device, and is kept there. */
async function keepSecret() {
  const story = createStory()
  const device = story.device()
  const tab = await story.tab(device)
  story.write(SECRET)
  await story.clock.advance(2_000)
  const kept = async () => JSON.stringify(await device.cache.loadRoom(ADA.id, GENERAL))
  expect(await kept()).toContain(SECRET)
  return {
    ...{ story, device, kept },
    /** Closes the tab, or looks at another room and loses the connection. */
    goAway(looksElsewhere: boolean): void {
      if (!looksElsewhere) {
        tab.kill()
        return
      }
      tab.client.openRoom(RANDOM)
      tab.link.cut()
    },
  }
}

it('shows a deleted message as a tombstone, and counts it no more, without asking (S50)', async () => {
  const story = createStory()
  const tab = await story.tab(undefined, RANDOM)
  story.write(SECRET)
  await story.clock.advance(1_000)
  const summary = () => tab.client.rooms.get().find(({ id }) => id === GENERAL)
  expect(summary()?.unread).toBe(1)
  story.asked.length = 0
  story.server.deleteOne(GENERAL, 0)
  await story.clock.advance(1_000)
  expect(summary()).toMatchObject({ unread: 0, lastMessage: { text: '', deletedAt: expect.any(Number) } })
  expect(story.asked).toEqual([])
})

it('keeps nothing of a deleted message on the device, whether or not its room is open (S50)', async () => {
  for (const opened of [GENERAL, RANDOM]) {
    const { story, device, goAway } = await keepSecret()
    goAway(false)
    const kept = async () => {
      const room = await device.cache.loadRoom(ADA.id, GENERAL)
      return { messages: room?.messages ?? [], all: JSON.stringify([room, await device.cache.loadAccount(ADA.id)]) }
    }
    await story.tab(device, opened)
    expect((await kept()).all).toContain(SECRET)
    story.server.deleteOne(GENERAL, 0)
    await story.clock.advance(2_000)
    const { messages, all } = await kept()
    expect(all).not.toContain(SECRET)
    expect(messages).toMatchObject([{ text: '' }])
  }
})

it('keeps nothing of a deleted message in memory or on the device of a room that has fallen behind (S50)', async () => {
  const story = createStory()
  const device = story.device()
  const tab = await story.tab(device)
  story.write(SECRET)
  await story.clock.advance(1_000)
  tab.client.openRoom(RANDOM)
  tab.link.cut()
  for (let index = 0; index < 60; index += 1) story.write(`message ${index}`)
  await story.clock.advance(3_000)
  expect(story.texts(tab)).toEqual([SECRET])
  story.server.deleteOne(GENERAL, 60)
  await story.clock.advance(2_000)
  expect(story.texts(tab)).toEqual([''])
  const kept = await device.cache.loadRoom(ADA.id, GENERAL)
  expect(kept).toMatchObject({ cursor: 1, messages: [{ text: '', deletedAt: expect.any(Number) }] })
  tab.client.openRoom(GENERAL)
  await story.clock.advance(1_000)
  expect(story.texts(tab)).toEqual(['', ...Array.from({ length: 60 }, (_, index) => `message ${index}`)])
})

it('keeps nothing of it on the device either where another tab has stored more of the room (S50)', async () => {
  const story = createStory()
  const device = story.device()
  const behind = await story.tab(device)
  behind.client.openRoom(RANDOM)
  behind.link.cut()
  for (let index = 0; index < 60; index += 1) story.write(`message ${index}`)
  story.write(SECRET)
  const ahead = await story.tab(device)
  await story.clock.advance(2_000)
  ahead.kill()
  const kept = async () => JSON.stringify(await device.cache.loadRoom(ADA.id, GENERAL))
  expect(await kept()).toContain(SECRET)
  story.server.deleteOne(GENERAL, 0)
  await story.clock.advance(2_000)
  expect(await kept()).not.toContain(SECRET)
})

it.for([3, 60, 600])(
  'keeps nothing of it where %i changes followed while one was away, though nobody looks at the room (S50)',
  async (count) => {
    for (const looksElsewhere of [true, false]) {
      const { story, device, kept, goAway } = await keepSecret()
      goAway(looksElsewhere)
      story.server.deleteOne(GENERAL, 0)
      for (let index = 0; index < count; index += 1) story.write(`message ${index}`)
      if (!looksElsewhere) await story.tab(device, RANDOM)
      await story.clock.advance(30_000)
      expect(await kept()).not.toContain(SECRET)
      expect(await kept()).toContain(`message ${count - 1}`)
    }
  },
)

it('keeps nothing of it either where the server had too much to do when it was asked what had changed (S50)', async () => {
  for (const looksElsewhere of [true, false]) {
    const { story, device, kept, goAway } = await keepSecret()
    goAway(looksElsewhere)
    story.server.deleteOne(GENERAL, 0)
    for (let index = 0; index < 60; index += 1) story.write(`message ${index}`)
    const { handle } = story.server
    let refused = 0
    story.server.handle = (userId, name, input) => {
      if (name !== 'room:changes' || refused === 3) return handle(userId, name, input)
      refused += 1
      return { ok: false, error: { code: 'OVERLOADED', message: 'not now', retryAfterMs: 200 } }
    }
    if (!looksElsewhere) await story.tab(device, RANDOM)
    await story.clock.advance(120_000)
    expect(refused).toBe(3)
    expect(await kept()).not.toContain(SECRET)
    expect(await kept()).toContain('message 59')
  }
})
