import { expect, it } from 'vitest'
import { sampleMessage } from '../test/samples.ts'
import { createStory, GENERAL } from '../test/story.ts'
import { openPast } from './room-past.ts'
import { applyChanges, expectPage, loadedRoom } from './room-state.ts'

const COUNT = 300

async function setUp() {
  const story = createStory()
  for (let index = 1; index <= COUNT; index += 1) story.write(`message ${index}`)
  const tab = await story.tab()
  const view = () => tab.client.room(GENERAL).get()
  const seqs = () => view().messages.map(({ seq }) => seq)
  const visit = async (seq: number) => {
    const found = tab.client.loadAround(GENERAL, seq)
    found.catch(() => {})
    await story.clock.advance(1_000)
    return found
  }
  const loadAfter = async () => {
    const page = tab.client.loadAfter(GENERAL)
    await story.clock.advance(1_000)
    await page
  }
  story.asked.length = 0
  return { ...story, tab, view, seqs, visit, loadAfter }
}

const range = (first: number, last: number) => Array.from({ length: last - first + 1 }, (_, index) => first + index)

it('is a page around a message, and goes on until it reaches the newest', async () => {
  const { tab, view, seqs, visit, loadAfter, write, clock } = await setUp()
  expect(await visit(100)).toBe(true)
  expect(seqs()).toEqual(range(76, 125))
  expect(view()).toMatchObject({ hasMoreBefore: true, hasMoreAfter: true })
  // What is said meanwhile comes when one is back.
  write('news')
  await clock.advance(1_000)
  expect(seqs()).toEqual(range(76, 125))
  const earlier = tab.client.loadBefore(GENERAL)
  await clock.advance(1_000)
  await earlier
  expect(seqs()).toEqual(range(26, 125))
  for (let pages = 0; view().hasMoreAfter && pages < 10; pages += 1) await loadAfter()
  expect(seqs()).toEqual(range(26, COUNT + 1))
  expect(view()).toMatchObject({ hasMoreBefore: true, hasMoreAfter: false })
})

it('changes as the messages in it do', async () => {
  const { server, clock, view, visit } = await setUp()
  await visit(100)
  server.editOne(GENERAL, COUNT - 100, 'edited')
  server.deleteOne(GENERAL, COUNT - 101)
  await clock.advance(1_000)
  expect(view().messages.find(({ seq }) => seq === 100)?.text).toBe('edited')
  expect(view().messages.find(({ seq }) => seq === 101)).toMatchObject({ text: '', deletedAt: expect.any(Number) })
})

it('shows what has changed while it was on its way', () => {
  const window = { messages: [sampleMessage(200)], hasMoreBefore: true }
  const edit = { roomId: GENERAL, from: 200, to: 201, head: 201, messages: [sampleMessage(100, 'edited')] }
  const { state } = applyChanges(expectPage(loadedRoom(GENERAL, window, 200)), edit)
  const { past, late } = openPast(state, { messages: [sampleMessage(99), sampleMessage(100)], hasMoreBefore: true })
  expect(past?.messages.map(({ text }) => text)).toEqual(['message 99', 'edited'])
  expect(late).toBeUndefined()
})

it('is asked for once, and not at all where the message is loaded', async () => {
  const { asked, view, visit } = await setUp()
  expect(await visit(COUNT - 10)).toBe(true)
  expect(asked).toEqual([])
  expect(view().hasMoreAfter).toBe(false)
  await visit(100)
  await visit(110)
  expect(asked).toEqual(['room:history'])
  // Back where the newest messages are.
  await visit(COUNT - 10)
  expect(asked).toEqual(['room:history'])
  expect(view().hasMoreAfter).toBe(false)
})

it('joins the newest messages at once where it touches them', async () => {
  const { seqs, view, visit } = await setUp()
  await visit(COUNT - 60)
  expect(seqs()).toEqual(range(COUNT - 84, COUNT))
  expect(view().hasMoreAfter).toBe(false)
})

it('is not shown where there is no such message', async () => {
  const { asked, seqs, visit, server, clock } = await setUp()
  const newest = seqs()
  expect(await visit(COUNT + 1_000)).toBe(false)
  expect(asked).toEqual(['room:history'])
  server.leave(GENERAL, 'bob' as never)
  await clock.advance(1_000)
  expect(await visit(COUNT + 1)).toBe(false)
  expect(asked).toEqual(['room:history'])
  expect(seqs()).toEqual(newest)
})

it('is not shown for a place at which nobody wrote', async () => {
  const story = createStory()
  story.server.leave(GENERAL, 'bob' as never)
  for (let index = 0; index < 200; index += 1) story.write('later')
  const { client } = await story.tab()
  const found = client.loadAround(GENERAL, 1)
  await story.clock.advance(1_000)
  expect(await found).toBe(false)
  expect(story.asked).toContain('room:history')
  expect(client.room(GENERAL).get().hasMoreAfter).toBe(false)
})

it('is shown around a place at which nobody wrote, where somebody has stopped reading', async () => {
  const story = createStory()
  for (let index = 0; index < 100; index += 1) story.write('earlier')
  story.server.leave(GENERAL, 'bob' as never)
  for (let index = 0; index < 100; index += 1) story.write('later')
  const { client } = await story.tab()
  const visit = async (seq: number) => {
    const found = client.loadNear(GENERAL, seq)
    await story.clock.advance(1_000)
    return found
  }
  const view = () => client.room(GENERAL).get()
  story.asked.length = 0
  expect(await visit(101)).toBe(true)
  expect(view().hasMoreAfter).toBe(true)
  expect(new Set(view().messages.map(({ text }) => text))).toEqual(new Set(['earlier', 'later']))
  // What is loaded already is not asked for.
  expect(await visit(110)).toBe(true)
  expect(view().hasMoreAfter).toBe(true)
  expect(await visit(195)).toBe(true)
  expect(view().hasMoreAfter).toBe(false)
  expect(story.asked).toEqual(['room:history'])
})

it('is left for what one writes oneself, and by going elsewhere', async () => {
  const { tab, view, visit, clock } = await setUp()
  await visit(100)
  tab.send(GENERAL, 'mine')
  await clock.advance(1_000)
  expect(view().hasMoreAfter).toBe(false)
  expect(view().messages.at(-1)?.text).toBe('mine')
  await visit(100)
  tab.client.showPresent(GENERAL)
  expect(view().messages.at(-1)?.text).toBe('mine')
})

it('is not shown to whoever has gone back to the newest messages while it was on its way', async () => {
  const { tab, clock, view } = await setUp()
  const found = tab.client.loadAround(GENERAL, 100)
  await clock.advance(0)
  tab.client.showPresent(GENERAL)
  await clock.advance(1_000)
  await found
  expect(view().hasMoreAfter).toBe(false)
})

it('is asked for again where the room was loaded anew while it was on its way', async () => {
  const { asked, tab, clock, faults, write, seqs } = await setUp()
  faults.lose = 1
  for (let index = 0; index < 600; index += 1) write('unheard of')
  faults.lose = 0
  faults.delayMs = 9_000
  const found = tab.client.loadAround(GENERAL, 100)
  await clock.advance(0)
  faults.delayMs = 20
  write('heard of')
  await clock.advance(1_500)
  expect(asked.filter((name) => name === 'room:history')).toHaveLength(1)
  await clock.advance(20_000)
  expect(await found).toBe(true)
  expect(seqs()).toContain(100)
})

it('says that it cannot be loaded without a connection, unless it is there', async () => {
  const { tab, clock, visit, view } = await setUp()
  tab.setOnline(false)
  await clock.advance(1_000)
  expect(await visit(COUNT - 5)).toBe(true)
  await expect(visit(100)).rejects.toMatchObject({ code: 'DISCONNECTED' })
  expect(view().hasMoreAfter).toBe(false)
})
