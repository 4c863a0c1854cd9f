import { expect, it } from 'vitest'
import type { ModelTab } from '../test/model-device.ts'
import { ADA, BOB, createStory, GENERAL, RANDOM } from '../test/story.ts'

const HOUR = 3_600_000

/** Ada's laptop and her phone. */
async function setUp() {
  const story = createStory()
  const [laptop, phone] = [await story.tab(), await story.tab()]
  async function answer<T>(asking: Promise<T>): Promise<T> {
    await story.clock.advance(1_000)
    return asking
  }
  const chosen = ({ client }: ModelTab, roomId = GENERAL) => {
    const { level, muted, mutedUntil } = client.notifyChoices.get().get(roomId) ?? {}
    return { level, muted, mutedUntil }
  }
  return { story, laptop, phone, answer, chosen }
}

it('what one chooses for a room holds on all devices, until one chooses something else (S65)', async () => {
  const { laptop, phone, answer, chosen } = await setUp()
  await answer(laptop.client.notifyRoom(GENERAL, { level: 'all', muted: true }))
  for (const tab of [laptop, phone]) expect(chosen(tab)).toMatchObject({ level: 'all', muted: true })
  await answer(phone.client.notifyRoom(GENERAL, { level: 'default', muted: false }))
  for (const tab of [laptop, phone]) expect(chosen(tab)).toEqual({})
  expect(chosen(laptop, RANDOM)).toEqual({})
})

it('who was away learns what was chosen meanwhile, and what is chosen no more (S62, S65)', async () => {
  const { story, laptop, phone, answer, chosen } = await setUp()
  await answer(laptop.client.notifyRoom(RANDOM, { muted: true }))
  phone.setOnline(false)
  await answer(laptop.client.notifyRoom(GENERAL, { level: 'nothing' }))
  await answer(laptop.client.notifyRoom(RANDOM, { muted: false }))
  await answer(laptop.client.setNotify({ rooms: 'all' }))
  expect([chosen(phone), chosen(phone, RANDOM)]).toEqual([{}, { muted: true }])
  phone.setOnline(true)
  await story.clock.advance(10_000)
  expect([chosen(phone), chosen(phone, RANDOM)]).toEqual([{ level: 'nothing' }, {}])
  expect(phone.client.notifyDefaults.get()).toEqual({ rooms: 'all', direct: 'all' })
})

it('shows at once, and never goes back and forth on its way', async () => {
  const { story, laptop, phone, chosen } = await setUp()
  const shown: unknown[] = []
  laptop.client.notifyChoices.subscribe(() => shown.push(chosen(laptop).level))
  const done = laptop.client.notifyRoom(GENERAL, { level: 'all' })
  expect([chosen(laptop), chosen(phone)]).toEqual([{ level: 'all' }, {}])
  await story.clock.advance(1_000)
  await done
  expect([chosen(laptop), chosen(phone)]).toEqual([{ level: 'all' }, { level: 'all' }])
  expect(shown).toEqual(['all'])
  // Somebody who cannot make up their mind.
  const levels = ['nothing', 'mentions', 'default', 'mentions'] as const
  const all = Promise.all(levels.map((level) => laptop.client.notifyRoom(GENERAL, { level })))
  expect(chosen(laptop)).toEqual({ level: 'mentions' })
  await story.clock.advance(1_000)
  await all
  expect([chosen(laptop), chosen(phone)]).toEqual([{ level: 'mentions' }, { level: 'mentions' }])
})

it('is taken back where the server refuses it or there is no connection, and whoever chose is told', async () => {
  const { story, laptop, answer, chosen } = await setUp()
  await answer(laptop.client.notifyRoom(GENERAL, { level: 'all' }))
  story.faults.fail = 1
  const refused = Promise.all([
    expect(laptop.client.notifyRoom(GENERAL, { level: 'nothing' })).rejects.toThrow(),
    expect(laptop.client.setNotify({ direct: 'nothing' })).rejects.toThrow(),
  ])
  expect([chosen(laptop).level, laptop.client.notifyDefaults.get().direct]).toEqual(['nothing', 'nothing'])
  await story.clock.advance(1_000)
  await refused
  expect([chosen(laptop).level, laptop.client.notifyDefaults.get().direct]).toEqual(['all', 'all'])
  story.faults.fail = 0
  laptop.setOnline(false)
  const unheard = expect(laptop.client.notifyRoom(GENERAL, { muted: true })).rejects.toMatchObject({
    code: 'DISCONNECTED',
  })
  expect(chosen(laptop)).toMatchObject({ muted: true })
  await story.clock.advance(1_000)
  await unheard
  expect(chosen(laptop)).toEqual({ level: 'all' })
})

it('a mute for an hour ends after an hour, on every device, and nobody has to tell (S65)', async () => {
  const { story, laptop, phone, answer, chosen } = await setUp()
  await answer(laptop.client.notifyRoom(GENERAL, { muted: true, mutedForMs: HOUR }))
  await answer(phone.client.notifyRoom(RANDOM, { muted: true }))
  await story.clock.advance(HOUR - 10_000)
  for (const tab of [laptop, phone]) expect(chosen(tab)).toMatchObject({ muted: true })
  await story.clock.advance(10_000)
  for (const tab of [laptop, phone]) expect(chosen(tab)).toEqual({})
  expect(chosen(phone, RANDOM)).toMatchObject({ muted: true })
  // It does not come back with another choice.
  await answer(phone.client.notifyRoom(GENERAL, { level: 'all' }))
  for (const tab of [laptop, phone]) expect(chosen(tab)).toEqual({ level: 'all' })
})

it('is there at the next visit, also without a network', async () => {
  const story = createStory()
  const device = story.device()
  const tab = await story.tab(device)
  await Promise.all([tab.client.notifyRoom(GENERAL, { muted: true }), story.clock.advance(2_000)])
  tab.kill()
  story.faults.down = true
  const next = await story.tab(device)
  expect(next.client.notifyChoices.get().get(GENERAL)).toMatchObject({ muted: true })
})

it('is over when one leaves the room, and when somebody else is signed in (S65)', async () => {
  const { story, laptop, phone, answer, chosen } = await setUp()
  await answer(laptop.client.notifyRoom(RANDOM, { level: 'all', muted: true }))
  await answer(phone.client.leaveRoom(RANDOM))
  await answer(phone.client.joinRoom(RANDOM))
  for (const tab of [laptop, phone]) expect(chosen(tab, RANDOM)).toEqual({})
  const device = story.device()
  const tab = await story.tab(device)
  await answer(tab.client.notifyRoom(GENERAL, { muted: true }))
  await answer(tab.client.setNotify({ rooms: 'all' }))
  tab.kill()
  device.signInAs(BOB.id)
  const next = await story.tab(device)
  expect(next.client.me.get()?.id).not.toBe(ADA.id)
  expect([chosen(next), next.client.notifyDefaults.get().rooms]).toEqual([{}, 'mentions'])
})

it('what one chooses for all rooms holds on every device (S65)', async () => {
  const { laptop, phone, answer } = await setUp()
  expect(laptop.client.notifyDefaults.get()).toEqual({ rooms: 'mentions', direct: 'all' })
  const done = laptop.client.setNotify({ rooms: 'all' })
  expect(laptop.client.notifyDefaults.get()).toEqual({ rooms: 'all', direct: 'all' })
  await answer(done)
  await answer(phone.client.setNotify({ direct: 'nothing' }))
  for (const { client } of [laptop, phone]) {
    expect(client.notifyDefaults.get()).toEqual({ rooms: 'all', direct: 'nothing' })
  }
})
