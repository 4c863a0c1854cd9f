import { describe, expect, it } from 'vitest'
import type { ModelTab } from '../test/model-device.ts'
import { GENERAL } from '../test/story.ts'
import { createThreadStory } from '../test/thread-story.ts'

const summaryIn = ({ client }: ModelTab) => client.rooms.get().find(({ id }) => id === GENERAL)

describe('threads', () => {
  it('are followed by whoever wrote the root, and count what is new without asking each time', async () => {
    const { clock, tab, answer, seen, asked } = await createThreadStory()
    answer('first')
    await clock.advance(2_000)
    expect(seen()).toMatchObject({ following: true, unread: 1 })
    const before = asked('thread:get')
    for (const text of ['second', 'third']) {
      answer(text)
      await clock.advance(2_000)
    }
    expect(seen()).toMatchObject({ unread: 3 })
    expect(asked('thread:get')).toBe(before)
    expect(summaryIn(tab)).toMatchObject({ unread: 0 })
    expect(tab.client.room(GENERAL).get().messages.at(-1)).toMatchObject({ text: 'root', replyCount: 3 })
  })

  it('whose earlier messages cannot be loaded now are not asked for without a pause', async () => {
    const { clock, tab, root, answer, faults } = await createThreadStory()
    for (let index = 0; index < 99; index += 1) answer(`reply ${index}`)
    await clock.advance(2_000)
    tab.client.openThread(GENERAL, root.seq)
    await clock.advance(2_000)
    const store = tab.client.openedThread(GENERAL)
    expect(store.get()).toMatchObject({ status: 'ready', hasMoreBefore: true })
    let turns = 0
    faults.fail = 1
    // As a screen that looks for a message: it asks again whenever nothing is on its way.
    store.subscribe(() => {
      if (store.get()?.loadingBefore) turns += 1
      else void tab.client.loadThreadBefore(GENERAL)
    })
    void tab.client.loadThreadBefore(GENERAL)
    await clock.advance(5_000)
    expect(turns).toBeGreaterThan(1)
    expect(turns).toBeLessThan(20)
    faults.fail = 0
    await clock.advance(60_000)
    expect(store.get()).toMatchObject({ hasMoreBefore: false })
  })

  it('are loaded a moment later where the server could not answer', async () => {
    const { clock, faults, tab, answer, root } = await createThreadStory()
    answer('first')
    await clock.advance(1_000)
    faults.fail = 1
    tab.client.openThread(GENERAL, root.seq)
    await clock.advance(1_000)
    expect(tab.client.openedThread(GENERAL).get()).toMatchObject({ status: 'loading' })
    faults.fail = 0
    await clock.advance(60_000)
    expect(tab.client.openedThread(GENERAL).get()).toMatchObject({ status: 'ready', messages: [{ text: 'first' }] })
  })

  it('count less once something is deleted that was unread', async () => {
    const { clock, server, answer, seen } = await createThreadStory()
    answer('first')
    await clock.advance(2_000)
    answer('second')
    await clock.advance(2_000)
    server.deleteOne(GENERAL, 0)
    await clock.advance(2_000)
    expect(seen()).toMatchObject({ unread: 1 })
  })

  it('are read at once on this device, and told to the others', async () => {
    const { clock, device, tab: openTab, answer, seen, root, tab } = await createThreadStory()
    const phone = await createPhone()
    answer('@ada, you?')
    await clock.advance(2_000)
    expect(summaryIn(tab)).toMatchObject({ mentions: 1, mentionsInThreads: 1, unread: 0 })
    expect(seen(phone)).toMatchObject({ unread: 1, mentions: 1 })
    tab.client.openThread(GENERAL, root.seq)
    await clock.advance(1_000)
    const last = tab.client.openedThread(GENERAL).get()?.messages.at(-1)?.seq ?? 0
    tab.client.markThreadRead(root.id, last)
    expect(seen()).toMatchObject({ unread: 0, mentions: 0, readSeq: last })
    await clock.advance(2_000)
    expect(seen(phone)).toMatchObject({ unread: 0, readSeq: last })
    for (const of of [tab, phone]) expect(summaryIn(of)).toMatchObject({ mentions: 0 })

    async function createPhone(): Promise<ModelTab> {
      const opened = device().openTab()
      opened.client.openRoom(GENERAL)
      await clock.advance(1_000)
      expect(openTab).toBe(tab)
      return opened
    }
  })

  it('remember offline what was read, and say it later', async () => {
    const { clock, server, tab, answer, seen, root } = await createThreadStory()
    answer('first')
    await clock.advance(2_000)
    tab.setOnline(false)
    const { head = 0 } = summaryIn(tab) ?? {}
    tab.client.markThreadRead(root.id, head)
    expect(seen()).toMatchObject({ unread: 0 })
    tab.setOnline(true)
    await clock.advance(5_000)
    const { id } = tab.client.me.get() ?? {}
    expect(id && server.threadsOf(id)).toMatchObject([{ rootId: root.id, unread: 0, readSeq: head }])
    expect(seen()).toMatchObject({ unread: 0 })
  })

  it('show what one writes in them at once, there and not in the timeline', async () => {
    const { clock, tab, root, waiting, texts } = await createThreadStory()
    tab.client.openThread(GENERAL, root.seq)
    await clock.advance(1_000)
    tab.setOnline(false)
    tab.send(GENERAL, 'from the train', { threadRoot: root.id })
    await clock.advance(100)
    const view = tab.client.openedThread(GENERAL)
    expect(view.get()?.outbox).toMatchObject([{ text: 'from the train', threadRoot: root.id }])
    expect(waiting(tab)).toEqual([])
    tab.setOnline(true)
    await clock.advance(5_000)
    expect(view.get()).toMatchObject({ outbox: [], messages: [{ text: 'from the train' }], root: { replyCount: 1 } })
    expect(texts(tab)).toEqual(['root'])
  })

  it('are missing where there is no message, and where a message is in one itself', async () => {
    const { clock, tab, answer, root } = await createThreadStory()
    answer('first')
    await clock.advance(1_000)
    for (const seq of [root.seq + 1, 900]) {
      tab.client.openThread(GENERAL, seq)
      await clock.advance(1_000)
      expect(tab.client.openedThread(GENERAL).get()).toMatchObject({ status: 'missing' })
    }
    expect(await Promise.all([tab.client.threadAt(GENERAL, root.seq + 1), clock.advance(1_000)])).toEqual([
      root.seq,
      undefined,
    ])
    tab.client.closeThread(GENERAL)
    expect(tab.client.openedThread(GENERAL).get()).toBeUndefined()
  })
})
