import { describe, expect, it } from 'vitest'
import type { ModelTab } from '../test/model-device.ts'
import { ADA, createStory, GENERAL, RANDOM } from '../test/story.ts'

function unread({ client }: ModelTab, roomId = GENERAL): number | undefined {
  return client.rooms.get().find(({ id }) => id === roomId)?.unread
}

describe('what somebody has not read', () => {
  it('counts what others write, in open rooms and in others, and not what one writes oneself', async () => {
    const story = createStory()
    const tab = await story.tab()
    for (const text of ['one', 'two']) story.write(text)
    story.write('elsewhere', RANDOM)
    tab.send(GENERAL, 'my own')
    await story.clock.advance(1_000)
    expect([unread(tab), unread(tab, RANDOM)]).toEqual([2, 1])
    for (let index = 0; index < 120; index += 1) story.write(`more ${index}`)
    await story.clock.advance(1_000)
    expect(unread(tab)).toBe(100)
  })

  it('does not count an edit', async () => {
    const story = createStory()
    const tab = await story.tab()
    story.write('one')
    await story.clock.advance(1_000)
    story.server.editOne(GENERAL, 0, 'one, edited')
    await story.clock.advance(1_000)
    expect(unread(tab)).toBe(1)
  })

  it('is read on all devices, also in part, and after a reload', async () => {
    const story = createStory()
    const device = story.device()
    const laptop = await story.tab(device)
    const phone = await story.tab(story.device())
    for (const text of ['one', 'two', 'three']) story.write(text)
    await story.clock.advance(1_000)
    laptop.client.markRead(GENERAL, 2)
    expect(unread(laptop)).toBe(1)
    await story.clock.advance(1_000)
    expect(unread(phone)).toBe(1)
    phone.client.markRead(GENERAL)
    await story.clock.advance(1_000)
    expect([unread(laptop), unread(phone)]).toEqual([0, 0])
    laptop.client.markRead(GENERAL, 1)
    laptop.kill()
    expect(unread(await story.tab(device))).toBe(0)
  })

  it('is told to the server once connected again, also when the page was closed in between', async () => {
    const story = createStory()
    const device = story.device()
    const tab = await story.tab(device)
    story.write('one')
    await story.clock.advance(1_000)
    story.faults.down = true
    tab.link.cut()
    tab.client.markRead(GENERAL)
    expect(unread(tab)).toBe(0)
    await story.clock.advance(2_000)
    tab.kill()
    expect(story.asked).not.toContain('read:mark')
    story.faults.down = false
    const next = await story.tab(device)
    await story.clock.advance(1_000)
    expect(unread(next)).toBe(0)
    expect(story.server.rooms.get(GENERAL)?.reads.get(ADA.id)?.seq).toBe(1)
  })

  it('is told in one request at a time, the furthest', async () => {
    const story = createStory()
    const tab = await story.tab()
    for (let index = 0; index < 10; index += 1) story.write(`message ${index}`)
    await story.clock.advance(1_000)
    for (let seq = 1; seq <= 10; seq += 1) tab.client.markRead(GENERAL, seq)
    await story.clock.advance(1_000)
    expect(story.asked.filter((name) => name === 'read:mark')).toHaveLength(2)
    expect(story.server.rooms.get(GENERAL)?.reads.get(ADA.id)?.seq).toBe(10)
  })

  it('is what one marks as unread, with what came since, on every device at once (S67)', async () => {
    const story = createStory()
    const [laptop, phone] = [await story.tab(), await story.tab(story.device())]
    for (const text of ['one', 'two', '@ada three']) story.write(text)
    await story.clock.advance(1_000)
    laptop.client.markRead(GENERAL)
    await story.clock.advance(1_000)
    phone.client.markUnread(GENERAL, 2)
    expect(unread(phone)).toBe(2)
    await story.clock.advance(1_000)
    expect(unread(laptop)).toBe(2)
    expect(laptop.client.rooms.get()[0]).toMatchObject({ mentions: 1, lastReadSeq: 1, readEpoch: 1 })
    laptop.client.markRead(GENERAL)
    await story.clock.advance(1_000)
    expect([unread(laptop), unread(phone)]).toEqual([0, 0])
  })

  it('stays unread against a mark that another device made before it heard of that (S67)', async () => {
    const story = createStory()
    const [laptop, phone] = [await story.tab(), await story.tab(story.device())]
    for (const text of ['one', 'two', 'three']) story.write(text)
    await story.clock.advance(1_000)
    phone.setOnline(false)
    phone.client.markRead(GENERAL)
    laptop.client.markUnread(GENERAL, 1)
    await story.clock.advance(1_000)
    phone.setOnline(true)
    await story.clock.advance(20_000)
    expect([unread(laptop), unread(phone)]).toEqual([3, 3])
  })

  it('is what was marked as unread without a connection, once there is one, also by the next program (S67)', async () => {
    const story = createStory()
    const device = story.device()
    const laptop = await story.tab(device)
    const phone = await story.tab(story.device())
    for (const text of ['one', 'two']) story.write(text)
    await story.clock.advance(1_000)
    laptop.client.markRead(GENERAL)
    await story.clock.advance(1_000)
    laptop.setOnline(false)
    laptop.client.markUnread(GENERAL, 2)
    await story.clock.advance(5_000)
    laptop.kill()
    expect(unread(phone)).toBe(0)
    const next = await story.tab(device)
    await story.clock.advance(1_000)
    expect([unread(next), unread(phone)]).toEqual([1, 1])
  })
})
