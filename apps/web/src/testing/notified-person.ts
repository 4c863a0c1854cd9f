import { type FlusherLock, noLock } from '@chat/client'
import { type Message, RoomId, type RoomSummary, UserId } from '@chat/protocol'
import { vi } from 'vitest'
import type { Talk } from '../notifications/looking.ts'
import type { NoticeText } from '../notifications/notice-text.ts'
import { startNotifier, TOGETHER_MS } from '../notifications/notifier.ts'
import { createFakeChatClient, type FakeChatClient, fakeMessage, fakeRoom, ME } from './fake-chat-client.ts'

/** Two rooms of theirs. */
export const GENERAL = RoomId.parse('general')
export const KITCHEN = RoomId.parse('kitchen')
export const room = (parts: Partial<RoomSummary> = {}) => fakeRoom({ id: GENERAL, name: 'general', head: 10, ...parts })

interface Shown extends NoticeText {
  readonly tag: string
  readonly click: () => void
}

export function createPerson() {
  const client = createFakeChatClient()
  client.me.set({ id: ME, name: 'Me' })
  client.users.set(new Map([[UserId.parse('ada'), { id: UserId.parse('ada'), name: 'Ada' }]]))
  client.rooms.set([room(), room({ id: KITCHEN, name: 'Kitchen' })])
  return client
}

/** A tab of somebody; `at` is what they look at in any. */
export function openTab(client: FakeChatClient, at: { room?: Talk } = {}, lock: FlusherLock = noLock) {
  const shown: Shown[] = []
  const said: Shown[] = []
  const sounds: number[] = []
  const opened: unknown[] = []
  const onPage: string[] = []
  const stop = startNotifier({
    client,
    lock,
    whenTouched(run) {
      run()
      return () => {}
    },
    isLookedAt: async (talk) => talk === at.room,
    show(tag, text, click) {
      const one = { tag, ...text, click }
      said.push(one)
      shown.push(one)
      return () => void shown.splice(shown.indexOf(one), 1)
    },
    sound: () => void sounds.push(Date.now()),
    open: (roomId, seq) => opened.push([roomId, seq]),
    say: ({ title }) => onPage.push(title),
    openReminders: () => opened.push('reminders'),
    onNews() {},
  })
  return { shown, said, sounds, opened, onPage, stop, at }
}

export const says = (client: FakeChatClient, seq: number, parts: Partial<Message> = {}, mentions = false) =>
  client.notice({ kind: 'message', message: fakeMessage(seq, { roomId: GENERAL, ...parts }), mentions })

export const settle = () => vi.advanceTimersByTimeAsync(0)
export const pass = () => vi.advanceTimersByTimeAsync(TOGETHER_MS)

/** Somebody with one tab, who looks at none of their rooms. Timers are to be fake. */
export async function setUp() {
  const client = createPerson()
  const tab = openTab(client)
  await settle()
  return { client, ...tab }
}
