import { expect, it } from 'vitest'
import { createStory, GENERAL, RANDOM } from '../test/story.ts'

const HOUR = 3_600_000

async function createTabs() {
  const story = createStory()
  const device = story.device()
  const [tab, other] = [await story.tab(device), await story.tab(device)]
  async function answer<T>(asking: Promise<T>): Promise<T> {
    await story.clock.advance(1_000)
    return asking
  }
  const chosen = () =>
    [tab, other].map(({ client }) => {
      const room = client.rooms.get().find(({ id }) => id === GENERAL)
      return [room?.notify, room?.muted]
    })
  return { story, tab, other, answer, chosen }
}

it('what one chooses for a room holds in every tab, until one chooses something else (S65)', async () => {
  const { tab, other, answer, chosen } = await createTabs()
  await answer(tab.client.notifyRoom(GENERAL, { level: 'all', muted: true }))
  expect(chosen()).toEqual([
    ['all', true],
    ['all', true],
  ])
  await answer(other.client.notifyRoom(GENERAL, { level: 'default', muted: false }))
  expect(chosen()).toEqual([
    [undefined, undefined],
    [undefined, undefined],
  ])
  expect(tab.client.rooms.get().find(({ id }) => id === RANDOM)).not.toHaveProperty('muted')
})

it('a mute for an hour ends after an hour, in every tab, and nobody has to tell (S65)', async () => {
  const { story, tab, other, answer, chosen } = await createTabs()
  await answer(tab.client.notifyRoom(GENERAL, { muted: true, mutedForMs: HOUR }))
  await answer(other.client.notifyRoom(RANDOM, { muted: true }))
  await story.clock.advance(HOUR - 10_000)
  expect(chosen()).toEqual([
    [undefined, true],
    [undefined, true],
  ])
  await story.clock.advance(10_000)
  expect(chosen()).toEqual([
    [undefined, undefined],
    [undefined, undefined],
  ])
  expect(other.client.rooms.get().find(({ id }) => id === RANDOM)).toMatchObject({ muted: true })
})

it('what one chooses for all rooms holds in every tab (S65)', async () => {
  const { tab, other, answer } = await createTabs()
  expect(tab.client.notifyDefaults.get()).toEqual({ rooms: 'mentions', direct: 'all' })
  await answer(tab.client.setNotify({ rooms: 'all' }))
  for (const { client } of [tab, other]) expect(client.notifyDefaults.get()).toEqual({ rooms: 'all', direct: 'all' })
})
