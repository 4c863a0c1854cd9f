import { expect, it } from 'vitest'
import { createStory, GENERAL, RANDOM } from '../test/story.ts'

it('starts over with a restored room also where more was written since than was lost, whether or not it was open (S18)', async () => {
  for (const opened of [GENERAL, RANDOM]) {
    const story = createStory()
    const device = story.device()
    const before = await story.tab(device)
    for (const text of ['one', 'two', 'three']) story.write(text)
    await story.clock.advance(2_000)
    before.kill()
    const room = story.server.rooms.get(GENERAL)
    for (const id of room?.log.splice(1) ?? []) room?.messages.delete(id)
    story.server.restart()
    for (const text of ['two again', 'three again', 'four']) story.write(text)
    const tab = await story.tab(device, opened)
    await story.clock.advance(20_000)
    tab.client.openRoom(GENERAL)
    await story.clock.advance(2_000)
    expect(story.texts(tab)).toEqual(['one', 'two again', 'three again', 'four'])
  }
})

it('starts over with a room that was open while its server was restored, though the connection was lost before (S18)', async () => {
  const story = createStory()
  const tab = await story.tab()
  story.write('one')
  await story.clock.advance(2_000)
  tab.link.cut()
  await story.clock.advance(5_000)
  for (const text of ['two', 'three']) story.write(text)
  await story.clock.advance(1_000)
  expect(story.texts(tab)).toEqual(['one', 'two', 'three'])
  const room = story.server.rooms.get(GENERAL)
  for (const id of room?.log.splice(1) ?? []) room?.messages.delete(id)
  for (const text of ['two again', 'three again', 'four']) story.write(text)
  story.server.restart()
  await story.clock.advance(20_000)
  expect(story.texts(tab)).toEqual(['one', 'two again', 'three again', 'four'])
})

it('starts over also where the server had too much to do when it was asked, as everybody came back at once (S18)', async () => {
  const story = createStory()
  const tab = await story.tab()
  for (const text of ['one', 'two', 'three']) story.write(text)
  await story.clock.advance(5_000)
  const room = story.server.rooms.get(GENERAL)
  for (const id of room?.log.splice(1) ?? []) room?.messages.delete(id)
  for (const text of ['two again', 'three again', 'four']) story.write(text)
  const { handle } = story.server
  let refused = 0
  story.server.handle = (userId, name, input) => {
    if (name !== 'message:get' || refused === 3) return handle(userId, name, input)
    refused += 1
    return { ok: false, error: { code: 'OVERLOADED', message: 'not now', retryAfterMs: 200 } }
  }
  story.server.restart()
  await story.clock.advance(60_000)
  expect(refused).toBe(3)
  expect(story.texts(tab)).toEqual(['one', 'two again', 'three again', 'four'])
})
