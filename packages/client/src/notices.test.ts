import { Message, RoomId } from '@chat/protocol'
import { v7 } from 'uuid'
import { expect, it } from 'vitest'
import { ADA, BOB, createStory, GENERAL, RANDOM } from '../test/story.ts'
import type { Notice } from './notices.ts'

/** Ada is in a tab, all messages notify her, and everything that does is written down. */
async function setUp() {
  const story = createStory()
  const tab = await story.tab()
  const { client } = tab
  const told: Notice[] = []
  client.onNotice((notice) => told.push(notice))
  await answer(client.setNotify({ rooms: 'all' }))
  async function answer<T>(asking: Promise<T>): Promise<T> {
    await story.clock.advance(1_000)
    return asking
  }
  const pass = () => story.clock.advance(1_000)
  return {
    story,
    tab,
    client,
    told,
    answer,
    pass,
    texts: () => told.map((notice) => (notice.kind === 'message' ? notice.message.text : notice.kind)),
    async away(during: () => void | Promise<void>) {
      tab.setOnline(false)
      await pass()
      await during()
      await pass()
      tab.setOnline(true)
      await story.clock.advance(10_000)
    },
  }
}

it('tells of each message once, in the open room and in others (S65)', async () => {
  const { story, texts, pass } = await setUp()
  story.write('one')
  await pass()
  story.write('two', RANDOM)
  await pass()
  story.server.editOne(GENERAL, 0, 'one, corrected')
  await pass()
  expect(texts()).toEqual(['one', 'two'])
})

it('says whether a message calls one (S59, S65)', async () => {
  const { story, client, told, answer, pass } = await setUp()
  await answer(client.setNotify({ rooms: 'mentions' }))
  story.write('for nobody')
  story.write(`@${ADA.id} look`)
  await pass()
  expect(told).toMatchObject([{ kind: 'message', mentions: true, message: { text: `@${ADA.id} look` } }])
})

it('tells nothing of what one writes oneself, of muted rooms, and of people whom one has blocked (S43, S65)', async () => {
  const { story, tab, client, told, answer, pass } = await setUp()
  tab.send(GENERAL, 'mine')
  await pass()
  await answer(client.notifyRoom(RANDOM, { muted: true }))
  story.write('in a muted room', RANDOM)
  await answer(client.blockUser(BOB.id, true))
  story.write('from somebody blocked')
  await pass()
  expect(told).toEqual([])
})

it('tells nothing while one does not want to be disturbed (S44, S65)', async () => {
  const { story, told, pass } = await setUp()
  story.tell('presence:selected', { status: 'dnd' })
  await pass()
  story.write('quietly')
  await pass()
  expect(told).toEqual([])
})

it('tells all together what came while there was no connection, and never of what was there before (S65)', async () => {
  const { story, told, away, pass } = await setUp()
  story.write('before')
  await pass()
  told.length = 0
  await away(() => {})
  expect(told).toEqual([])
  await away(() => {
    for (const text of ['one', 'two', 'three']) story.write(text)
    for (const text of ['four', 'five']) story.write(text, RANDOM)
  })
  expect(told).toMatchObject([{ kind: 'missed', count: 5, rooms: [{ roomId: GENERAL }, { roomId: RANDOM }] }])
})

it('counts what came meanwhile without what waited before, also in a room that was never open', async () => {
  const { story, told, away, pass } = await setUp()
  for (const text of ['before', 'and before']) story.write(text, RANDOM)
  await pass()
  told.length = 0
  await away(() => {
    for (const text of ['one', 'two', 'three']) story.write(text, RANDOM)
  })
  expect(told).toMatchObject([{ kind: 'missed', count: 3 }])
})

it('tells of a single message that came meanwhile as of any other', async () => {
  const { story, texts, away } = await setUp()
  await away(() => story.write('only this', RANDOM))
  expect(texts()).toEqual(['only this'])
})

it('tells nothing of what was read meanwhile on another device, or is muted', async () => {
  const { story, client, told, answer, away, pass } = await setUp()
  await answer(client.notifyRoom(RANDOM, { muted: true }))
  const phone = await story.tab(story.device())
  await away(async () => {
    story.write('one')
    story.write('two', RANDOM)
    await pass()
    phone.client.markRead(GENERAL)
  })
  expect(told).toEqual([])
})

it('begins with what is new: what waits when one comes shows in the list', async () => {
  const story = createStory()
  story.write(`@${ADA.id}, long ago`, RANDOM)
  const device = story.device()
  const tab = device.openTab()
  const told: Notice[] = []
  tab.client.onNotice((notice) => told.push(notice))
  await story.clock.advance(2_000)
  expect(tab.client.rooms.get().find(({ id }) => id === RANDOM)).toMatchObject({ unread: 1 })
  expect(told).toEqual([])
})

it('tells of what is said in a conversation that shows only now (S42, S65)', async () => {
  const { story, client, texts, pass } = await setUp()
  const [general] = client.rooms.get()
  const id = RoomId.parse('ada-bob')
  const lastMessage = Message.parse({ id: v7(), roomId: id, seq: 3, authorId: BOB.id, text: 'psst', sentAt: 0 })
  const counts = { head: 3, lastReadSeq: 2, unread: 1 }
  for (let times = 0; times < 2; times += 1) {
    story.tell('room:added', { ...general, id, kind: 'direct', ...counts, memberIds: [ADA.id, BOB.id], lastMessage })
    await pass()
  }
  expect(texts()).toEqual(['psst'])
})

it('takes back what was deleted, so that nothing of it stays on the screen (S50)', async () => {
  const { story, told, pass } = await setUp()
  story.write('by mistake')
  await pass()
  const [notice] = told
  const { message } = notice?.kind === 'message' ? notice : { message: undefined }
  story.server.deleteOne(GENERAL, 0)
  await pass()
  expect(told.at(-1)).toEqual({ kind: 'withdrawn', roomId: GENERAL, messageId: message?.id })
})
