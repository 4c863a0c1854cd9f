import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { draftIn, send, stored, twoDevices } from '../test/draft-devices.ts'
import type { ModelTab } from '../test/model-device.ts'
import { ADA, BOB, createStory, GENERAL, RANDOM } from '../test/story.ts'

const device = fc.nat({ max: 2 })
const steps = fc.array(
  fc.oneof(
    {
      weight: 12,
      arbitrary: fc.record({ device, act: fc.constantFrom('write', 'write', 'write', 'write', 'send', 'cut') }),
    },
    { weight: 6, arbitrary: fc.record({ ms: fc.nat({ max: 4_000 }) }) },
  ),
  { minLength: 10, maxLength: 40, size: 'max' },
)
type Steps = typeof steps extends fc.Arbitrary<infer Taken> ? Taken : never

/** @param fail how many of the requests the server answers with a code that is worth another try */
async function writeOnThreeDevices(taken: Steps, fail: number) {
  const story = createStory()
  const tabs = [await story.tab(), await story.tab(), await story.tab()]
  const words: string[] = []
  story.faults.fail = fail
  for (const step of taken) {
    if ('ms' in step) await story.clock.advance(step.ms)
    const tab = 'device' in step ? tabs[step.device] : undefined
    if (tab && 'act' in step) act(tab, step.act, words)
  }
  story.faults.fail = 0
  return { story, tabs, words }
}

function act(tab: ModelTab, what: Extract<Steps[number], { act: unknown }>['act'], words: string[]): void {
  const draft = draftIn(tab)
  if (what === 'cut') tab.link.cut()
  else if (what === 'write') {
    words.push(`word${words.length}`)
    draft.set(`${draft.get()} ${words.at(-1)}`.trim())
  } else if (draft.get() !== '') void send(tab)
}

/** Everybody comes to rest, and whoever has two texts keeps both. @returns how often that was */
async function keepBoth({ clock }: ReturnType<typeof createStory>, tabs: readonly ModelTab[]): Promise<number> {
  let kept = 0
  for (let round = 0; round < 6; round += 1) {
    await clock.advance(40_000)
    const tab = tabs.find((one) => draftIn(one).elsewhere.get() !== undefined)
    if (!tab) continue
    kept += 1
    draftIn(tab).choose('add')
  }
  return kept
}

describe('a draft', () => {
  it('is on the other device a moment after the last key, and gone there once it is sent (S63)', async () => {
    const { story, here, there } = await twoDevices()
    draftIn(here).set('half a sent ')
    await story.clock.advance(500)
    expect(stored(story)).toEqual([])
    await story.clock.advance(2_000)
    expect(draftIn(there).get()).toBe('half a sent')
    expect(there.client.drafts.begun.get()).toEqual(new Set([GENERAL]))
    draftIn(here).set('half a sentence')
    void send(here)
    await story.clock.advance(2_000)
    for (const tab of [here, there]) {
      expect(draftIn(tab).get()).toBe('')
      expect(tab.client.drafts.begun.get()).toEqual(new Set())
    }
    expect(stored(story)).toEqual([])
    expect(story.texts(there)).toEqual(['half a sentence'])
  })

  it('is told at once when the person goes elsewhere', async () => {
    const { story, here } = await twoDevices()
    draftIn(here).set('hello')
    here.client.drafts.tellNow()
    await story.clock.advance(100)
    expect(stored(story)).toEqual(['hello'])
  })

  it('that was written on two devices is kept from both, until one has chosen (S63)', async () => {
    for (const [choice, wanted] of [
      ['use', 'from here'],
      ['add', 'from there\n\nfrom here'],
      ['discard', 'from there'],
    ] as const) {
      const { story, here, there } = await twoDevices()
      there.setOnline(false)
      draftIn(there).set('from there')
      draftIn(here).set('from here')
      await story.clock.advance(5_000)
      there.setOnline(true)
      await story.clock.advance(10_000)
      expect(draftIn(there).get()).toBe('from there')
      expect(draftIn(there).elsewhere.get()).toBe('from here')
      expect(draftIn(here).get()).toBe('from here')
      draftIn(there).choose(choice)
      await story.clock.advance(5_000)
      for (const tab of [here, there]) {
        expect(draftIn(tab).get()).toBe(wanted)
        expect(draftIn(tab).elsewhere.get()).toBeUndefined()
      }
    }
  })

  it('that nobody else has is told once the other text is gone (S63)', async () => {
    const { story, here, there } = await twoDevices()
    there.setOnline(false)
    draftIn(there).set('from there')
    draftIn(here).set('from here')
    await story.clock.advance(5_000)
    there.setOnline(true)
    await story.clock.advance(10_000)
    void send(here)
    await story.clock.advance(10_000)
    expect(draftIn(there).elsewhere.get()).toBeUndefined()
    for (const tab of [here, there]) expect(draftIn(tab).get()).toBe('from there')
  })

  it('is there after the page was closed, also what nobody was told of, and is told then', async () => {
    const { story, laptop, here, there } = await twoDevices()
    here.setOnline(false)
    draftIn(here).set('on the train')
    here.kill()
    story.faults.down = true
    const again = laptop.openTab()
    await story.clock.advance(1_000)
    expect(draftIn(again).get()).toBe('on the train')
    story.faults.down = false
    await story.clock.advance(60_000)
    expect(draftIn(there).get()).toBe('on the train')
  })

  it('is told of a room that nobody has opened since', async () => {
    const { story, laptop, here, there } = await twoDevices()
    here.setOnline(false)
    draftIn(here, RANDOM).set('elsewhere')
    here.kill()
    await story.tab(laptop)
    await story.clock.advance(5_000)
    expect(draftIn(there, RANDOM).get()).toBe('elsewhere')
  })

  it('is no other text when only the answer was lost', async () => {
    const { story, here } = await twoDevices()
    draftIn(here).set('one')
    here.client.drafts.tellNow()
    // On its way there; the answer does not come back.
    await story.clock.advance(20)
    draftIn(here).set('one and two')
    here.link.cut()
    await story.clock.advance(30_000)
    expect(draftIn(here).elsewhere.get()).toBeUndefined()
    expect(draftIn(here).get()).toBe('one and two')
    expect(stored(story)).toEqual(['one and two'])
  })

  it('that was sent does not come back, although the device that sent it could not say so (S63)', async () => {
    const { story, here, there } = await twoDevices()
    draftIn(here).set('hello')
    await story.clock.advance(3_000)
    void send(here)
    await story.clock.advance(15)
    here.kill()
    story.server.write(GENERAL, '01890000-0000-7000-8000-000000000001', ADA.id, 'hello')
    await story.clock.advance(5_000)
    expect(draftIn(there).get()).toBe('')
    expect(stored(story)).toEqual([])
  })

  it('comes back before what was typed since, if the message could not be stored', async () => {
    const { here } = await twoDevices()
    draftIn(here).set('first')
    const handedOver = draftIn(here).handOver(async () => {
      draftIn(here).set('second')
      throw new Error('disk full')
    })
    await expect(handedOver).rejects.toThrow('disk full')
    expect(draftIn(here).get()).toBe('first\n\nsecond')
  })

  it('is nothing to the next person at the device', async () => {
    const { story, laptop, here } = await twoDevices()
    draftIn(here).set('for nobody else')
    await story.clock.advance(3_000)
    here.kill()
    laptop.signInAs(BOB.id)
    const next = await story.tab(laptop)
    await story.clock.advance(3_000)
    expect(draftIn(next).get()).toBe('')
    expect(next.client.drafts.begun.get()).toEqual(new Set())
  })

  it('loses no word that was written on any of three devices, however often they are cut off (S63)', async () => {
    let kept = 0
    await fc.assert(
      fc.asyncProperty(steps, fc.constantFrom(0, 0.3), async (taken, fail) => {
        const { tabs, words, story } = await writeOnThreeDevices(taken, fail)
        kept += await keepBoth(story, tabs)
        const [first = '', ...others] = tabs.map((tab) => draftIn(tab).get())
        for (const other of others) expect(other).toBe(first)
        expect(stored(story)).toEqual(first === '' ? [] : [first])
        const everything = [first, ...tabs.slice(0, 1).flatMap((tab) => story.texts(tab))].join(' ').split(/\s+/)
        expect(words.filter((word) => !everything.includes(word))).toEqual([])
      }),
      { numRuns: 100 },
    )
    expect(kept).toBeGreaterThan(0)
  })
})
