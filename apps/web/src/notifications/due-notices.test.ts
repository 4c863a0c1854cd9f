import { type Message, UserId } from '@chat/protocol'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { type FakeChatClient, fakeMessage } from '../testing/fake-chat-client.ts'
import { GENERAL, KITCHEN, pass, settle, setUp } from '../testing/notified-person.ts'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

/** @param firedAt undefined while it is still to come, or is done */
function remind(client: FakeChatClient, seq: number, parts: Partial<Message> = {}, firedAt: number | undefined = 5) {
  const message = fakeMessage(seq, { roomId: GENERAL, ...parts })
  const reminder = { messageId: message.id, roomId: message.roomId, remindAt: 4, ...(firedAt && { firedAt }) }
  client.reminders.set(new Map([...client.reminders.get(), [message.id, reminder]]))
  if (firedAt) client.notice({ kind: 'due', reminder, message })
  return { id: message.id, done: () => client.clearReminder(message.id) }
}

it('tells of a reminder, also whoever looks at its room, until it is done on any device (S70)', async () => {
  const { client, shown, sounds, opened, onPage, at } = await setUp()
  at.room = GENERAL
  const { done } = remind(client, 3, { text: 'the *door* code' })
  await settle()
  expect(shown).toMatchObject([{ tag: 'reminders', title: 'Reminder: Ada in #general', body: 'the door code' }])
  expect(onPage).toEqual(['Reminder: Ada in #general'])
  expect(sounds).toHaveLength(1)
  shown[0]?.click()
  expect(opened).toEqual([[GENERAL, 3]])
  await done()
  expect(shown).toEqual([])
})

it('tells of several reminders together, and a click shows all of them', async () => {
  const { client, shown, opened } = await setUp()
  const first = remind(client, 3)
  const second = remind(client, 4, { roomId: KITCHEN })
  await pass()
  expect(shown).toMatchObject([{ title: '2 reminders are due', body: 'Ada in #general, Ada in #Kitchen' }])
  shown[0]?.click()
  expect(opened).toEqual(['reminders'])
  await first.done()
  expect(shown).toHaveLength(1)
  remind(client, 4, { roomId: KITCHEN }, 0)
  expect(shown).toEqual([])
  await second.done()
})

it('says nothing of what is deleted, or written by somebody whom one has blocked', async () => {
  const { client, shown } = await setUp()
  const body = 'A message that you wanted to come back to.'
  const { done } = remind(client, 3, { text: '', deletedAt: 9 })
  await pass()
  expect(shown).toMatchObject([{ body }])
  await done()
  client.blocked.set(new Set([UserId.parse('ada')]))
  remind(client, 4)
  await pass()
  expect(shown).toMatchObject([{ body }])
})
