import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { ModelTab } from '../test/model-device.ts'
import { ADA, BOB, createStory, GENERAL, RANDOM } from '../test/story.ts'

function counts({ client }: ModelTab, roomId = RANDOM) {
  const { unread, mentions } = client.rooms.get().find(({ id }) => id === roomId) ?? {}
  return { unread, mentions }
}

describe('what mentions somebody', () => {
  it('counts in rooms that nobody looks at, by name and as one of all, and not what one writes oneself', async () => {
    const story = createStory()
    const tab = await story.tab()
    for (const text of ['@ada one', 'two', '@room three', '@bob four']) story.write(text, RANDOM)
    tab.send(RANDOM, '@ada @room')
    await story.clock.advance(1_000)
    expect(counts(tab)).toEqual({ unread: 4, mentions: 2 })
  })

  it('counts no more once it is deleted, or edited so that it calls somebody else', async () => {
    const story = createStory()
    const tab = await story.tab()
    for (const text of ['@ada one', '@ada two', 'three']) story.write(text, RANDOM)
    await story.clock.advance(1_000)
    story.server.deleteOne(RANDOM, 2)
    await story.clock.advance(1_000)
    expect(counts(tab)).toEqual({ unread: 2, mentions: 1 })
    story.server.editOne(RANDOM, 1, '@bob two')
    story.server.editOne(RANDOM, 0, '@ada three')
    story.server.editOne(RANDOM, 0, '@ada three, again')
    await story.clock.advance(1_000)
    expect(counts(tab)).toEqual({ unread: 2, mentions: 1 })
  })

  it('is read on all devices, also in part', async () => {
    const story = createStory()
    const laptop = await story.tab()
    const phone = await story.tab(story.device())
    for (const text of ['@ada one', 'two', '@ada three']) story.write(text, RANDOM)
    await story.clock.advance(1_000)
    laptop.client.markRead(RANDOM, 2)
    await story.clock.advance(2_000)
    expect([counts(laptop), counts(phone)]).toEqual(Array(2).fill({ unread: 1, mentions: 1 }))
    laptop.client.markRead(RANDOM)
    await story.clock.advance(1_000)
    expect([counts(laptop), counts(phone)]).toEqual(Array(2).fill({ unread: 0, mentions: 0 }))
  })

  it('calls nobody who has blocked its author', async () => {
    const story = createStory()
    const tab = await story.tab()
    story.write('@ada', RANDOM)
    await story.clock.advance(1_000)
    await Promise.all([tab.client.blockUser(BOB.id, true), story.clock.advance(2_000)])
    story.write('@ada', RANDOM)
    await story.clock.advance(1_000)
    expect(counts(tab)).toEqual({ unread: 2, mentions: 0 })
    await Promise.all([tab.client.blockUser(BOB.id, false), story.clock.advance(2_000)])
    expect(counts(tab)).toEqual({ unread: 2, mentions: 2 })
  })

  it('asks the server nothing while messages come one after the other', async () => {
    const story = createStory()
    const tab = await story.tab()
    for (const text of ['@ada', 'two', '@room']) {
      story.write(text, RANDOM)
      await story.clock.advance(1_000)
    }
    tab.client.markRead(RANDOM)
    await story.clock.advance(1_000)
    expect(story.asked).not.toContain('room:get')
  })
})

const place = fc.nat({ max: 30 })
const room = fc.constantFrom(GENERAL, RANDOM)
const text = fc.constantFrom('@ada', '@room', '@ada @room', '@bob', 'hello')
const steps = fc.array(
  fc.oneof(
    { weight: 6, arbitrary: fc.record({ kind: fc.constant('write' as const), room, text }) },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant('crowd' as const), room, text }) },
    { weight: 3, arbitrary: fc.record({ kind: fc.constant('edit' as const), room, place, text }) },
    { weight: 3, arbitrary: fc.record({ kind: fc.constant('delete' as const), room, place }) },
    { weight: 2, arbitrary: fc.record({ kind: fc.constant('read' as const), room, place }) },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant('block' as const), on: fc.boolean() }) },
    { weight: 4, arbitrary: fc.record({ kind: fc.constant('wait' as const), ms: fc.nat({ max: 500 }) }) },
  ),
  { maxLength: 40 },
)

type Step = ArbitraryOf<typeof steps>[number]
type ArbitraryOf<A> = A extends fc.Arbitrary<infer Value> ? Value : never

async function take(step: Step, { server, clock, write }: ReturnType<typeof createStory>, { client }: ModelTab) {
  switch (step.kind) {
    case 'wait':
      return clock.advance(step.ms)
    case 'write':
      return write(step.text, step.room)
    case 'crowd':
      return Array.from({ length: 60 }, () => write(step.text, step.room))
    case 'edit':
      return server.editOne(step.room, step.place, step.text)
    case 'delete':
      return server.deleteOne(step.room, step.place)
    case 'read':
      return client.markRead(step.room, Math.max(0, (server.rooms.get(step.room)?.log.length ?? 0) - step.place))
    case 'block':
      // One after the other, as with a real connection.
      return Promise.all([client.blockUser(BOB.id, step.on), clock.advance(200)])
  }
}

it('without a new sync, both counts are what counting from scratch brings, on all devices', async () => {
  const run = fc.asyncProperty(steps, async (taken) => {
    const story = createStory()
    const tabs = [await story.tab(), await story.tab(story.device(), RANDOM)] as const
    for (const step of taken) await take(step, story, tabs[0])
    await story.clock.advance(20_000)
    const now = tabs.flatMap((tab) => [GENERAL, RANDOM].map((roomId) => counts(tab, roomId)))
    const fromScratch = [GENERAL, RANDOM].map((roomId) => {
      const { unread, mentions } = story.server.summary(roomId, ADA.id)
      return { unread, mentions }
    })
    expect(now).toEqual([...fromScratch, ...fromScratch])
    expect(story.asked.filter((name) => name === 'session:sync')).toHaveLength(2)
  })
  await fc.assert(run, { numRuns: Number(process.env['CHAT_FUZZ_RUNS'] ?? 100) })
}, 120_000)
