import { leaveRoom, RoomId } from '@chat/protocol'
import { expect, it } from 'vitest'
import { ADA, BOB, createStory, GENERAL } from '../test/story.ts'

const BOTH = RoomId.parse('ada-bob')

async function createTabs() {
  const story = createStory()
  const device = story.device()
  const [tab, other] = [await story.tab(device), await story.tab(device)]
  async function answer<T>(asking: Promise<T>): Promise<T> {
    await story.clock.advance(1_000)
    return asking
  }
  return { story, device, tab, other, answer }
}

it('a conversation that is opened is there in every tab, with the names of the people in it', async () => {
  const { story, tab, other, answer } = await createTabs()
  story.asked.length = 0
  const room = await answer(tab.client.createRoom({ kind: 'direct', memberIds: [BOB.id] }))
  expect(room).toMatchObject({ id: BOTH, kind: 'direct', memberIds: [ADA.id, BOB.id] })
  for (const { client } of [tab, other]) {
    expect(client.rooms.get().at(-1)).toEqual(room)
    expect(client.users.get().get(BOB.id)?.name).toBe('Bob')
  }
  expect(story.asked).toEqual(['room:create'])
  await answer(tab.client.createRoom({ kind: 'direct', memberIds: [BOB.id] }))
  expect(tab.client.rooms.get()).toHaveLength(3)
})

it('hiding a conversation says how far it was seen, and keeps what waits to be sent there', async () => {
  const { story, device, tab, other, answer } = await createTabs()
  const { handle } = story.server
  const left: unknown[] = []
  story.server.handle = (userId, name, input) => {
    if (name === leaveRoom.name) left.push(input)
    return handle(userId, name, input)
  }
  await answer(tab.client.createRoom({ kind: 'direct', memberIds: [BOB.id] }))
  story.write('hello', BOTH)
  await story.clock.advance(1_000)
  story.faults.fail = 1
  tab.send(BOTH, 'one more thing')
  await story.clock.advance(1_000)
  story.faults.fail = 0
  await answer(tab.client.leaveRoom(BOTH))
  expect(left).toEqual([{ roomId: BOTH, seq: 1 }])
  for (const { client } of [tab, other]) expect(client.rooms.get().map(({ id }) => id)).not.toContain(BOTH)
  expect((await device.storage.list(ADA.id)).map(({ text }) => text)).toEqual(['one more thing'])
})

it('a favourite is one in every tab, until it is not', async () => {
  const { tab, other, answer } = await createTabs()
  const favourites = () =>
    [tab, other].map(({ client }) => client.rooms.get().flatMap(({ id, favourite }) => (favourite ? [id] : [])))
  await answer(tab.client.favouriteRoom(GENERAL, true))
  expect(favourites()).toEqual([[GENERAL], [GENERAL]])
  await answer(other.client.favouriteRoom(GENERAL, false))
  expect(favourites()).toEqual([[], []])
  expect(tab.client.rooms.get()[0]).not.toHaveProperty('favourite')
})

it('people are found, and known from then on', async () => {
  const { tab, answer } = await createTabs()
  expect((await answer(tab.client.listUsers({ query: 'Bo' }))).users).toEqual([BOB])
  expect(tab.client.users.get().get(BOB.id)).toEqual(BOB)
})
