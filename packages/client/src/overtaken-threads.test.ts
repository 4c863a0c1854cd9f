import {
  blockUser,
  followThread,
  getRoom,
  getThreadHistory,
  getThreads,
  listThreads,
  type MessageId,
  markThreadRead,
  type Thread,
} from '@chat/protocol'
import { describe, expect, it } from 'vitest'
import { idOf } from '../test/samples.ts'
import { ADA, BOB, GENERAL } from '../test/story.ts'
import { createThreadStory } from '../test/thread-story.ts'

/** A thread with one answer that is unread, and a network on which what was told first can arrive last. */
async function createRace() {
  const story = await createThreadStory()
  const { server, faults, clock, root, seen, answer } = story
  answer('@ada, you?')
  await clock.advance(10_000)

  /** Ada, elsewhere. */
  const elsewhere = {
    follow: (on: boolean, rootId = root.id) => server.handle(ADA.id, followThread.name, { rootId, on }),
    read: (seq: number) => server.handle(ADA.id, markThreadRead.name, { rootId: root.id, seq }),
    block: (on: boolean) => server.handle(ADA.id, blockUser.name, { userId: BOB.id, on }),
  }

  function told(delayMs: number, happen: () => unknown): void {
    const before = faults.delayMs
    faults.delayMs = delayMs
    happen()
    faults.delayMs = before
  }

  async function byBob(text: string, threadRoot?: MessageId): Promise<MessageId> {
    const id = idOf(server.rooms.get(GENERAL)?.log.length ?? 0)
    server.write(GENERAL, id, BOB.id, text, { ...(threadRoot && { threadRoot }) })
    await clock.advance(1_000)
    return id
  }

  return {
    ...story,
    elsewhere,
    byBob,
    /** The server cannot do this now; returns what ends that. */
    refuse(name: string): () => void {
      const { handle } = server
      const busy = { ok: false, error: { code: 'OVERLOADED', message: 'not now', retryAfterMs: 3_000 } } as const
      server.handle = (userId, asked, input) => (asked === name ? busy : handle(userId, asked, input))
      return () => {
        server.handle = handle
      }
    },
    /** What is told of this is there first. */
    atOnce: (happen: () => unknown) => told(0, happen),
    /** What is told of this comes late. */
    late: (happen: () => unknown) => told(4_000, happen),
    /** The next answer to this is on its way while something else happens. */
    whileAnswering(name: string, happen: () => unknown, change = (ack: unknown) => ack): void {
      const { handle } = server
      server.handle = (userId, asked, input) => {
        const ack = handle(userId, asked, input)
        if (asked !== name) return ack
        server.handle = handle
        told(0, happen)
        faults.delayMs = 4_000
        clock.setTimeout(() => Object.assign(faults, { delayMs: 20 }), 0)
        return change(ack) as typeof ack
      }
    },
    /** Once nothing is on its way any more, the thread is what it is on the server. */
    async expectRight(expected: Partial<Thread>): Promise<void> {
      await clock.advance(10_000)
      expect(seen()).toMatchObject(expected)
      expect(server.threadsOf(ADA.id).find(({ rootId }) => rootId === root.id)?.following ?? false).toBe(
        seen()?.following,
      )
    },
  }
}

describe('a thread that somebody ends to follow elsewhere stays so', () => {
  const ask = {
    [getThreads.name]: ({ server }: Race) => server.deleteOne(GENERAL, 0),
    [followThread.name]: ({ tab, root }: Race) => void tab.client.followThread(root.id, true),
    [markThreadRead.name]: ({ tab, root }: Race) => tab.client.markThreadRead(root.id, root.seq + 1),
    [getThreadHistory.name]: ({ tab, root }: Race) => tab.client.openThread(GENERAL, root.seq),
    [listThreads.name]: ({ tab }: Race) => void tab.client.listThreads({}),
  }

  it.each(Object.entries(ask))('whatever an answer to %s says that was on its way', async (name, run) => {
    const race = await createRace()
    race.whileAnswering(name, () => race.elsewhere.follow(false))
    run(race)
    await race.expectRight({ following: false, unread: 0 })
  })

  it('also while the answer is asked for anew', async () => {
    const { whileAnswering, elsewhere, server, tab, seen, expectRight } = await createRace()
    const shown: (boolean | undefined)[] = []
    tab.client.threads.subscribe(() => shown.push(seen()?.following))
    whileAnswering(getThreads.name, () => elsewhere.follow(false))
    server.deleteOne(GENERAL, 0)
    await expectRight({ following: false })
    expect(shown.lastIndexOf(true)).toBeLessThan(shown.indexOf(false))
  })

  it('whatever else was told before, and comes after', async () => {
    const { elsewhere, atOnce, late, clock, expectRight } = await createRace()
    elsewhere.follow(false)
    await clock.advance(10_000)
    late(() => elsewhere.follow(true))
    atOnce(() => elsewhere.follow(false))
    await expectRight({ following: false, unread: 0 })
  })
})

describe('a thread counts right', () => {
  it('where one comes to follow it while an answer is on its way that knows nothing of it', async () => {
    const { whileAnswering, elsewhere, server, expectRight } = await createRace()
    whileAnswering(
      getThreads.name,
      () => elsewhere.follow(true),
      () => ({ ok: true, data: { threads: [] } }),
    )
    server.editOne(GENERAL, 0, '@ada, still there?')
    await expectRight({ following: true, unread: 1, mentions: 1 })
  })

  it('where somebody is blocked while an answer is on its way that counts them', async () => {
    const { whileAnswering, elsewhere, server, expectRight } = await createRace()
    whileAnswering(getThreads.name, () => elsewhere.block(true))
    server.editOne(GENERAL, 0, '@ada, still there?')
    await expectRight({ following: true, unread: 1, mentions: 0 })
  })

  it('also in its room, where somebody is blocked while an answer is on its way that counts them', async () => {
    const { whileAnswering, elsewhere, tab, root, clock, byBob, server, refuse } = await createRace()
    tab.client.markThreadRead(root.id, root.seq + 1)
    const other = await byBob('another root')
    tab.client.markRead(GENERAL)
    await clock.advance(10_000)
    // What the thread is to her she hears only after that.
    const takeAll = refuse(getThreads.name)
    whileAnswering(getRoom.name, () => {
      takeAll()
      elsewhere.block(true)
    })
    await byBob('@ada, still there?', other)
    await clock.advance(10_000)
    const { unread, mentions } = server.summary(GENERAL, ADA.id)
    expect(tab.client.rooms.get().find(({ id }) => id === GENERAL)).toMatchObject({ unread, mentions })
    expect(mentions).toBe(0)
  })

  it('where it is told late that somebody had been let in again, before they are blocked no more', async () => {
    const { elsewhere, tab, server, clock, expectRight } = await createRace()
    elsewhere.block(true)
    await expectRight({ mentions: 0 })
    for (const connection of server.connections) connection.send('user:blocked', { userId: BOB.id, on: false })
    await clock.advance(10_000)
    elsewhere.block(false)
    await expectRight({ mentions: 1 })
    expect(tab.client.rooms.get().find(({ id }) => id === GENERAL)).toMatchObject({ mentions: 1 })
  })

  it('where the first reply comes before it is told that one follows the thread', async () => {
    const { elsewhere, atOnce, late, clock, byBob, tab } = await createRace()
    const root = await byBob('another root')
    late(() => elsewhere.follow(true, root))
    atOnce(() => byBob('yes', root))
    await clock.advance(10_000)
    expect(tab.client.threads.get().threads.get(root)).toMatchObject({ following: true, unread: 1 })
  })

  it('where the next reply comes before it is told how far one has read on another device', async () => {
    const { elsewhere, root, atOnce, late, answer, expectRight } = await createRace()
    late(() => elsewhere.read(root.seq + 1))
    atOnce(() => answer('more'))
    await expectRight({ readSeq: root.seq + 1, unread: 1, mentions: 0 })
  })

  it('where one reads on while an answer is on its way that counts from where one was', async () => {
    const { whileAnswering, tab, root, seen, answer, clock, server, expectRight } = await createRace()
    answer('more')
    await clock.advance(1_000)
    whileAnswering(getThreads.name, () => tab.client.markThreadRead(root.id, root.seq + 1))
    server.editOne(GENERAL, 0, '@ada, more')
    for (let waited = 0; waited < 5_000; waited += 100) {
      await clock.advance(100)
      if (waited > 1_000) expect(seen()).toMatchObject({ readSeq: root.seq + 1 })
    }
    await expectRight({ readSeq: root.seq + 1, unread: 1, mentions: 1 })
  })

  it('where an answer comes before the server has taken how far one has read', async () => {
    const { tab, root, seen, clock, server, refuse, expectRight } = await createRace()
    const takeAll = refuse(markThreadRead.name)
    server.editOne(GENERAL, 0, '@ada, still there?')
    await clock.advance(200)
    tab.client.markThreadRead(root.id, root.seq + 1)
    await clock.advance(2_000)
    expect(seen()).toMatchObject({ readSeq: root.seq + 1 })
    takeAll()
    await expectRight({ readSeq: root.seq + 1, unread: 0, mentions: 0 })
  })

  it('is gone with its room, also where an answer comes after that', async () => {
    const { whileAnswering, server, clock, seen } = await createRace()
    whileAnswering(getThreads.name, () => server.leave(GENERAL, ADA.id))
    server.editOne(GENERAL, 0, '@ada, still there?')
    await clock.advance(10_000)
    expect(seen()).toBeUndefined()
  })

  it('where one follows it before anybody has answered, and connects anew', async () => {
    const { elsewhere, clock, byBob, tab } = await createRace()
    const root = await byBob('another root')
    elsewhere.follow(true, root)
    await clock.advance(1_000)
    tab.link.cut()
    await clock.advance(10_000)
    await byBob('yes', root)
    expect(tab.client.threads.get().threads.get(root)).toMatchObject({ following: true, unread: 1 })
  })
})

it('what was overtaken is asked for again once, and not for ever', async () => {
  const { whileAnswering, elsewhere, server, asked, clock } = await createRace()
  const before = asked(getThreads.name)
  whileAnswering(getThreads.name, () => elsewhere.follow(false))
  server.editOne(GENERAL, 0, '@ada, still there?')
  await clock.advance(60_000)
  expect(asked(getThreads.name) - before).toBeLessThanOrEqual(3)
})

it('while nothing overtakes anything, nothing is asked because of what one does to threads', async () => {
  const { tab, device, clock, root, elsewhere, seen, answer, asked } = await createRace()
  const phone = device().openTab()
  await clock.advance(10_000)
  tab.client.openThread(GENERAL, root.seq)
  await clock.advance(1_000)
  const before = asked(getThreads.name)
  const last = tab.client.openedThread(GENERAL).get()?.messages.at(-1)?.seq ?? 0
  tab.client.markThreadRead(root.id, last)
  await clock.advance(10_000)
  for (const on of [false, true]) {
    void tab.client.followThread(root.id, on)
    await clock.advance(10_000)
    expect([seen(), seen(phone)]).toMatchObject([{ following: on }, { following: on }])
  }
  answer('more')
  await clock.advance(10_000)
  elsewhere.read(last + 1)
  await clock.advance(10_000)
  expect([seen(), seen(phone)]).toMatchObject([{ unread: 0 }, { unread: 0 }])
  expect(asked(getThreads.name)).toBe(before)
})

it("where one changes one's mind at once, nothing is asked either", async () => {
  const { tab, clock, root, seen, asked } = await createRace()
  tab.client.openThread(GENERAL, root.seq)
  await clock.advance(1_000)
  const before = asked(getThreads.name)
  for (const on of [false, true, false, true, false, true]) {
    void tab.client.followThread(root.id, on)
    await clock.advance(1_000)
    expect(seen()).toMatchObject({ following: on })
  }
  expect(asked(getThreads.name)).toBe(before)
})

type Race = Awaited<ReturnType<typeof createRace>>
