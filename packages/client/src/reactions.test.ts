import { expect, it } from 'vitest'
import type { ModelTab } from '../test/model-device.ts'
import { react as reactInRoom } from '../test/model-reactions.ts'
import { ADA, BOB, createStory, GENERAL } from '../test/story.ts'

function lastMessage(tab: ModelTab) {
  const message = tab.client.room(GENERAL).get().messages.at(-1)
  if (!message) throw new Error('There is no message')
  return message
}

async function setUp() {
  const story = createStory()
  const tab = await story.tab()
  story.write('Cake in the kitchen')
  await story.clock.advance(1_000)
  const room = story.server.rooms.get(GENERAL)
  if (!room) throw new Error('There is no room')
  story.asked.length = 0
  return {
    story,
    tab,
    room,
    react: (emoji: string, on = true) => tab.client.setReaction(lastMessage(tab), emoji, on),
    shown: (by = tab) => lastMessage(by).reactions?.map(({ emoji, userIds }) => `${emoji} ${userIds}`) ?? [],
    said: () => story.asked.filter((name) => name === 'reaction:set').length,
  }
}

it('an own reaction shows at once, soon on other devices, and is said once', async () => {
  const { story, react, shown, said } = await setUp()
  const phone = await story.tab()
  const done = react('🎉')
  expect(shown()).toEqual(['🎉 ada'])
  expect(shown(phone)).toEqual([])
  await story.clock.advance(1_000)
  await done
  expect([shown(), shown(phone), said()]).toEqual([['🎉 ada'], ['🎉 ada'], 1])
  const gone = react('🎉', false)
  expect(shown()).toEqual([])
  await story.clock.advance(1_000)
  await gone
  expect([shown(), shown(phone)]).toEqual([[], []])
})

it('stands beside those of others, in whatever order they come', async () => {
  const { story, room, tab, react, shown } = await setUp()
  const done = react('🎉')
  reactInRoom(room, lastMessage(tab).id, BOB.id, '🎉', true)
  await story.clock.advance(1_000)
  await done
  expect(shown()).toEqual(['🎉 bob,ada'])
})

it('somebody who cannot make up their mind gets what they wanted last', async () => {
  const { story, room, tab, react, shown, said } = await setUp()
  const done = Promise.all([react('🎉'), react('🎉', false), react('🎉'), react('👀'), react('🎉', false)])
  expect(shown()).toEqual(['👀 ada'])
  await story.clock.advance(2_000)
  await done
  expect(shown()).toEqual(['👀 ada'])
  expect(room.messages.get(lastMessage(tab).id)?.reactions).toEqual([{ emoji: '👀', userIds: [ADA.id] }])
  expect(said()).toBeLessThanOrEqual(3)
})

it('is taken back where the server refuses it, and whoever reacted is told', async () => {
  const { story, room, tab, react, shown } = await setUp()
  const { id } = lastMessage(tab)
  const message = room.messages.get(id)
  if (message) room.messages.set(id, { ...message, deletedAt: 1 })
  const refused = expect(react('🎉')).rejects.toMatchObject({ code: 'NOT_FOUND' })
  expect(shown()).toEqual(['🎉 ada'])
  await story.clock.advance(1_000)
  await refused
  expect(shown()).toEqual([])
})

it('waits for the connection where there is none, and shows meanwhile', async () => {
  const { story, room, tab, react, shown } = await setUp()
  tab.setOnline(false)
  await story.clock.advance(100)
  await react('🎉')
  expect(shown()).toEqual(['🎉 ada'])
  expect(room.messages.get(lastMessage(tab).id)?.reactions).toBeUndefined()
  tab.setOnline(true)
  await story.clock.advance(5_000)
  expect(room.messages.get(lastMessage(tab).id)?.reactions).toEqual([{ emoji: '🎉', userIds: [ADA.id] }])
  expect(shown()).toEqual(['🎉 ada'])
})

it('is no emoji, no reaction', async () => {
  const { react, shown } = await setUp()
  await expect(react('yes')).rejects.toThrow(RangeError)
  void react('❤')
  expect(shown()).toEqual(['❤️ ada'])
})
