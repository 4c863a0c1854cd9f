import type { FlusherLock } from '@chat/client'
import { UserId } from '@chat/protocol'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { fakeMessage } from '../testing/fake-chat-client.ts'
import { createPerson, GENERAL, KITCHEN, openTab, pass, room, says, settle, setUp } from '../testing/notified-person.ts'
import { TOGETHER_MS } from './notifier.ts'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

it('shows and sounds what somebody writes, and a click opens it', async () => {
  const { client, shown, sounds, opened } = await setUp()
  says(client, 7)
  await settle()
  expect(shown).toMatchObject([{ tag: GENERAL, title: 'Ada in #general', body: 'Message 7' }])
  expect(sounds).toHaveLength(1)
  shown[0]?.click()
  expect(opened).toEqual([[GENERAL, 7]])
})

it('shows one notification for each room, and sounds at most once in two seconds', async () => {
  const { client, shown, said, sounds } = await setUp()
  for (let seq = 1; seq <= 8; seq += 1) {
    says(client, seq)
    await vi.advanceTimersByTimeAsync(500)
  }
  says(client, 9, { roomId: KITCHEN })
  await pass()
  await pass()
  expect(shown.map(({ title }) => title)).toEqual(['8 new messages in #general', 'Ada in #Kitchen'])
  expect(said.length).toBeLessThan(6)
  const gaps = sounds.slice(1).map((at, index) => at - (sounds[index] ?? 0))
  expect(sounds.length).toBeGreaterThan(1)
  expect(Math.min(...gaps)).toBeGreaterThanOrEqual(TOGETHER_MS)
})

it('is one sound and one notification for ten tabs, and the next tab goes on when that one is closed', async () => {
  const holders = new Map<string, (() => void)[]>()
  const lock: FlusherLock = {
    request(name, granted) {
      const queue = holders.get(name) ?? []
      holders.set(name, queue)
      queue.push(granted)
      if (queue[0] === granted) granted()
      return () => {
        const first = queue[0] === granted
        queue.splice(queue.indexOf(granted), 1)
        if (first) queue[0]?.()
      }
    },
  }
  const client = createPerson()
  const tabs = Array.from({ length: 10 }, () => openTab(client, {}, lock))
  says(client, 1)
  await settle()
  expect(tabs.flatMap(({ said }) => said)).toHaveLength(1)
  expect(tabs.flatMap(({ sounds }) => sounds)).toHaveLength(1)
  const [first] = tabs
  first?.stop()
  expect(first?.shown).toEqual([])
  await pass()
  says(client, 2)
  await settle()
  expect(tabs.flatMap(({ shown }) => shown)).toMatchObject([{ title: '2 new messages in #general' }])
  expect(tabs.flatMap(({ sounds }) => sounds)).toHaveLength(2)
})

it('is silent about a room that somebody looks at in any tab', async () => {
  const { client, said, sounds, at } = await setUp()
  at.room = GENERAL
  says(client, 1)
  says(client, 2, { roomId: KITCHEN })
  await settle()
  expect(said).toMatchObject([{ tag: KITCHEN }])
  expect(sounds).toHaveLength(1)
})

it('shows nothing any longer of what was read on another device, or of a room that one is not in any more', async () => {
  const { client, shown } = await setUp()
  says(client, 7)
  says(client, 8, { roomId: KITCHEN })
  await settle()
  await pass()
  expect(shown).toHaveLength(2)
  client.rooms.set([room({ lastReadSeq: 7 }), room({ id: KITCHEN, name: 'Kitchen' })])
  expect(shown).toMatchObject([{ tag: KITCHEN }])
  client.rooms.set([room({ lastReadSeq: 7 })])
  expect(shown).toEqual([])
})

it('shows nothing any longer of a room that was muted on another device, and nothing new of it', async () => {
  const { client, shown } = await setUp()
  says(client, 7)
  says(client, 8, { roomId: KITCHEN })
  await settle()
  await pass()
  client.notifyChoices.set(new Map([[GENERAL, { roomId: GENERAL, muted: true }]]))
  expect(shown).toMatchObject([{ tag: KITCHEN }])
  says(client, 9)
  await pass()
  expect(shown).toMatchObject([{ tag: KITCHEN }])
})

it('never shows what was read, or whose room was left, before it came to that', async () => {
  const { client, said, sounds } = await setUp()
  says(client, 7, { authorId: UserId.parse('nobody-knows') })
  says(client, 8, { roomId: KITCHEN, authorId: UserId.parse('nobody-knows') })
  await settle()
  client.rooms.set([room({ lastReadSeq: 7 })])
  await pass()
  await pass()
  expect([said, sounds]).toEqual([[], []])
})

it('waits a moment for the name of somebody who is not known yet', async () => {
  const { client, said } = await setUp()
  const cleo = UserId.parse('cleo')
  says(client, 7, { authorId: cleo })
  await settle()
  expect(said).toEqual([])
  client.users.set(new Map([[cleo, { id: cleo, name: 'Cleo' }]]))
  await settle()
  expect(said).toMatchObject([{ title: 'Cleo in #general' }])
  await pass()
  says(client, 8, { authorId: UserId.parse('nobody-knows') })
  await pass()
  expect(said.at(-1)).toMatchObject({ body: 'Somebody: Message 8' })
})

it('takes back what was deleted, also before it was shown', async () => {
  const { client, shown, said } = await setUp()
  says(client, 1)
  await settle()
  const withdraw = (seq: number) =>
    client.notice({ kind: 'withdrawn', roomId: GENERAL, messageId: fakeMessage(seq).id })
  withdraw(1)
  expect(shown).toEqual([])
  says(client, 2)
  withdraw(2)
  await pass()
  expect(said).toHaveLength(1)
})

it('tells what came while nobody was connected in one notification, until all of it is read', async () => {
  const { client, shown, sounds, opened } = await setUp()
  const missed = [
    { roomId: GENERAL, seq: 9 },
    { roomId: KITCHEN, seq: 4 },
  ]
  client.notice({ kind: 'missed', count: 5, rooms: missed })
  await settle()
  expect(shown).toMatchObject([{ title: '5 new messages in 2 rooms', body: '#general, #Kitchen' }])
  expect(sounds).toHaveLength(1)
  shown[0]?.click()
  expect(opened).toEqual([[GENERAL, 9]])
  client.rooms.set([room({ lastReadSeq: 9 }), room({ id: KITCHEN, name: 'Kitchen', lastReadSeq: 3 })])
  expect(shown).toHaveLength(1)
  client.rooms.set([room({ lastReadSeq: 9 }), room({ id: KITCHEN, name: 'Kitchen', lastReadSeq: 4 })])
  expect(shown).toEqual([])
})

it('tells of a thread apart from its room, until the thread is read, and not of one that somebody looks at', async () => {
  const { client, shown, said, at, opened } = await setUp()
  const threadRoot = fakeMessage(3).id
  const readTo = (readSeq: number) => {
    const thread = { rootId: threadRoot, roomId: GENERAL, following: true, readSeq, unread: 0, mentions: 0, head: 20 }
    client.threads.set({ threads: new Map([[threadRoot, thread]]), complete: true })
  }
  readTo(5)
  says(client, 11, { threadRoot }, true)
  says(client, 12)
  await settle()
  await pass()
  expect(shown).toMatchObject([
    { tag: threadRoot, title: 'Ada mentions you in a thread in #general' },
    { tag: GENERAL, title: 'Ada in #general' },
  ])
  shown[0]?.click()
  expect(opened).toEqual([[GENERAL, 11]])
  client.rooms.set([room({ lastReadSeq: 20 })])
  expect(shown).toMatchObject([{ tag: threadRoot }])
  readTo(11)
  expect(shown).toEqual([])

  at.room = threadRoot
  said.length = 0
  await pass()
  says(client, 21, { threadRoot }, true)
  await settle()
  expect(said).toEqual([])
  at.room = GENERAL
  says(client, 22, { threadRoot }, true)
  await settle()
  expect(said).toMatchObject([{ tag: threadRoot }])
})
