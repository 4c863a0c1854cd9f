import { MessageId } from '@chat/protocol'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { ModelTab } from '../test/model-device.ts'
import { idOf } from '../test/samples.ts'
import { ADA, BOB, createStory, GENERAL } from '../test/story.ts'
import { RequestError } from './request-error.ts'

const IDS = [1, 2, 3].map(idOf)

const savedIn = ({ client }: ModelTab): string[] => [...client.saved.get().keys()].sort()

/** The server says that something is saved, whoever has asked for it. */
function setSaved(story: ReturnType<typeof createStory>, id: string | undefined, on = true, userId = ADA.id): void {
  const messageId = MessageId.parse(id)
  story.server.personLogs.set(userId, 'saved', messageId, on ? { messageId, roomId: GENERAL, savedAt: 1 } : undefined)
}

const framesOfAda = (story: ReturnType<typeof createStory>) =>
  [...story.server.connections].filter(({ userId }) => userId === ADA.id)

const device = fc.nat({ max: 2 })
const steps = fc.array(
  fc.oneof(
    { weight: 6, arbitrary: fc.record({ device, number: fc.nat({ max: 2 }), on: fc.boolean() }) },
    { weight: 3, arbitrary: fc.record({ device, level: fc.constantFrom('all', 'nothing', 'default') }) },
    { weight: 2, arbitrary: fc.record({ device, cut: fc.constant(true) }) },
    { weight: 4, arbitrary: fc.record({ ms: fc.nat({ max: 3_000 }) }) },
    { weight: 1, arbitrary: fc.record({ trim: fc.constant(true) }) },
  ),
  { minLength: 10, maxLength: 40, size: 'max' },
)
type Steps = typeof steps extends fc.Arbitrary<infer Taken> ? Taken : never

/** @param fail how many of the requests the server answers with a code that is worth another try */
async function playOnThreeDevices(taken: Steps, fail: number) {
  const story = createStory()
  for (const id of IDS) story.server.write(GENERAL, id, BOB.id, 'hello')
  const tabs = [await story.tab(), await story.tab(), await story.tab()]
  story.faults.fail = fail
  for (const step of taken) {
    if ('ms' in step) await story.clock.advance(step.ms)
    else if ('trim' in step) story.server.personLogs.trim(ADA.id)
    else if ('cut' in step) tabs[step.device]?.link.cut()
    else if ('level' in step) tabs[step.device]?.client.notifyRoom(GENERAL, { level: step.level }).catch(ofRequest)
    else trySaving(tabs[step.device], IDS[step.number], step.on)
  }
  story.faults.fail = 0
  await story.clock.advance(60_000)
  // After the first change, which cannot be that something is gone.
  const { gone } = story.server.personLogs.changesAfter(ADA.id, 1)
  return { tabs, truth: { ...story.server.personLogs.changesAfter(ADA.id, 0), gone } }
}

describe("what is one's own", () => {
  it('is the same on three devices in the end, whatever they do and however often they are cut off (S62)', async () => {
    let letGo = 0
    await fc.assert(
      fc.asyncProperty(steps, fc.constantFrom(0, 0.3), async (taken, fail) => {
        const { tabs, truth } = await playOnThreeDevices(taken, fail)
        letGo += truth.gone?.length ?? 0
        const saved = truth.saved?.map(({ messageId }) => messageId).sort() ?? []
        for (const tab of tabs) {
          expect(savedIn(tab)).toEqual(saved)
          expect([...tab.client.notifyChoices.get().values()]).toEqual(truth.notify ?? [])
        }
      }),
      { numRuns: 100 },
    )
    expect(letGo).toBeGreaterThan(0)
  })

  it('is asked for where a frame is missing or cannot be read, until there is an answer', async () => {
    const story = createStory()
    const tab = await story.tab()
    const connections = framesOfAda(story)
    for (const connection of connections) story.server.disconnect(connection)
    setSaved(story, IDS[0])
    await story.clock.advance(100)
    for (const connection of connections) story.server.connect(connection)
    story.faults.fail = 1
    setSaved(story, IDS[1])
    await story.clock.advance(100)
    expect(savedIn(tab)).toEqual([])
    story.faults.fail = 0
    await story.clock.advance(60_000)
    expect(savedIn(tab)).toEqual([IDS[0], IDS[1]])

    for (const connection of connections) story.server.disconnect(connection)
    setSaved(story, IDS[0], false)
    await story.clock.advance(100)
    for (const connection of connections) story.server.connect(connection)
    story.tell('person:changed', { garbled: true })
    await story.clock.advance(1_000)
    expect(savedIn(tab)).toEqual([IDS[1]])
  })

  it('is there at the next visit, also without a network, and then goes on', async () => {
    const story = createStory()
    const device = story.device()
    const tab = await story.tab(device)
    setSaved(story, IDS[0])
    await story.clock.advance(2_000)
    tab.kill()
    story.faults.down = true
    const next = await story.tab(device)
    expect(savedIn(next)).toEqual([IDS[0]])
    setSaved(story, IDS[0], false)
    story.faults.down = false
    await story.clock.advance(60_000)
    expect(savedIn(next)).toEqual([])
  })

  it('is nothing to the next person at this device', async () => {
    const story = createStory()
    const device = story.device()
    const tab = await story.tab(device)
    for (const id of IDS) setSaved(story, id)
    setSaved(story, IDS[2], true, BOB.id)
    await story.clock.advance(2_000)
    tab.kill()
    device.signInAs(BOB.id)
    const next = await story.tab(device)
    await story.clock.advance(2_000)
    expect(savedIn(next)).toEqual([IDS[2]])
    const asked = story.asked.length
    await story.clock.advance(60_000)
    expect(story.asked.slice(asked)).not.toContain('person:changes')
  })

  it('is loaded anew, and shows as it was until it is complete, where too much is gone to be told (S62)', async () => {
    const story = createStory()
    const tab = await story.tab()
    for (const id of IDS) setSaved(story, id)
    await story.clock.advance(1_000)
    tab.setOnline(false)
    for (const number of [4, 5, 6, 7]) setSaved(story, idOf(number))
    for (const id of IDS.slice(0, 2)) setSaved(story, id, false)
    story.server.personLogs.trim(ADA.id)
    setSaved(story, idOf(8))
    const shown: string[][] = []
    tab.client.saved.subscribe(() => shown.push(savedIn(tab)))
    const before = story.asked.length
    tab.setOnline(true)
    await story.clock.advance(10_000)
    expect(shown).toEqual([[3, 4, 5, 6, 7, 8].map(idOf).sort()])
    expect(story.asked.slice(before).filter((name) => name === 'person:changes').length).toBeGreaterThan(0)
  })

  it('is loaded anew where the server was restored from a backup', async () => {
    const story = createStory()
    const tab = await story.tab()
    for (const id of IDS) setSaved(story, id)
    await story.clock.advance(1_000)
    story.server.personLogs.forget(ADA.id)
    setSaved(story, IDS[1])
    tab.link.cut()
    await story.clock.advance(10_000)
    expect(savedIn(tab)).toEqual([IDS[1]])
    setSaved(story, IDS[0])
    await story.clock.advance(1_000)
    expect(savedIn(tab)).toEqual([IDS[0], IDS[1]])
  })
})

function trySaving(tab: ModelTab | undefined, id: string | undefined, on: boolean): void {
  tab?.client.saveMessage(MessageId.parse(id), on).catch(ofRequest)
}

function ofRequest(error: unknown): void {
  if (!(error instanceof RequestError)) throw error
}
