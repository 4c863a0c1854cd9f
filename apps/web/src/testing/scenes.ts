import type { OutboxEntry } from '@chat/client'
import { type Message, RoomId, type RoomSummary, type User, UserId } from '@chat/protocol'
import { createFakeChatClient, type FakeChatClient, fakeMessage, fakeMessageId } from './fake-chat-client.ts'

const ROOM = RoomId.parse('general')
const MINUTE = 60_000
const STATUSES = ['online', 'online', 'away', 'dnd'] as const

const PEOPLE: User[] = [
  ['me', 'BrightFox42'],
  ['ada', 'Ada Lovelace'],
  ['grace', 'Grace Hopper'],
  ['noor', 'نور الهدى'],
  ['long', 'Wolfeschlegelsteinhausenberger'],
  ['emoji', '🦊 Foxy'],
  ['yuki', '雪子'],
].map(([id = '', name = '']) => ({ id: UserId.parse(id), name }))

const LINES: [author: string, text: string][] = [
  ['ada', 'Good morning! The new build is on staging, please have a look when you find a minute.'],
  ['ada', 'Release notes are in the usual place.'],
  ['me', 'On it.'],
  ['me', 'First impression: it opens noticeably faster. The log says 240 ms instead of 900.'],
  ['grace', 'Same here 🎉'],
  ['noor', 'مرحبا بالجميع، هل يمكننا مراجعة النسخة الجديدة غدًا صباحًا؟'],
  ['yuki', 'はい、明日の10時はどうですか。'],
  ['emoji', '👍👍🏽👨‍👩‍👧‍👦'],
  [
    'long',
    'A path that does not break by itself: /var/lib/chat/attachments/2026/11/20/0192a5c4-7d1e-7f3a-9c55-1f0e6b2d8a77/original/presentation-final-final-v12.pdf',
  ],
  ['me', 'Steps to reproduce:\n  1. open two tabs\n  2. go offline in one\n  3. write there\n\nThen go online again.'],
  ['ada', 'https://example.org/issues/1234?tab=comments#issuecomment-99182736455'],
  ['grace', 'Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft'.repeat(3)],
  ['grace', 'Short one.'],
  [
    'ada',
    'The **release** is _nearly_ done, see [the notes](https://example.org/notes) and `CHANGELOG.md`:\n\n- two fixes in the outbox\n- ~~the old importer~~ is gone\n\n> No message was lost in the process.',
  ],
  [
    'me',
    '```ts\n// Applies a frame once, however often it comes.\nexport function apply(state: Room, frame: Frame): Room {\n  return frame.to <= state.cursor ? state : { ...state, cursor: frame.to, name: "general" }\n}\n```',
  ],
  ['grace', '| disk | p50 | p99 |\n|:--|--:|--:|\n| NVMe | 0.2 ms | 1.1 ms |\n| SD card | 9 ms | 48 ms |'],
]

function summary(parts: Partial<RoomSummary> = {}): RoomSummary {
  return {
    id: ROOM,
    kind: 'public',
    name: 'general',
    slug: 'general',
    head: 0,
    memberCount: 7,
    lastReadSeq: 0,
    unread: 0,
    mentions: 0,
    role: 'member',
    ...parts,
  }
}

function talk(count: number, until: number): Message[] {
  return Array.from({ length: count }, (_, index) => {
    const [author, text] = LINES[index % LINES.length] ?? ['ada', '']
    const gap = index % 5 === 0 ? 40 * MINUTE : MINUTE
    return fakeMessage(index + 1, {
      authorId: UserId.parse(author),
      text,
      sentAt: until - (count - index) * 4 * MINUTE - gap,
    })
  })
}

function waiting(number: number, text: string, parts: Partial<OutboxEntry>): OutboxEntry {
  return { id: fakeMessageId(800_000 + number), roomId: ROOM, text, createdAt: Date.now(), state: 'queued', ...parts }
}

function populated(messages: Message[], outbox: OutboxEntry[] = []): FakeChatClient {
  const client = createFakeChatClient()
  client.me.set(PEOPLE[0])
  client.users.set(new Map(PEOPLE.map((user) => [user.id, user])))
  client.rooms.set([summary({ topic: 'Everything that has no room of its own yet' })])
  client.room(ROOM).set({ ...client.room(ROOM).get(), status: 'ready', messages, outbox })
  client.presence(ROOM).set({
    online: PEOPLE.length,
    people: PEOPLE.map(({ id }, index) => ({ userId: id, status: STATUSES[index % STATUSES.length] ?? 'online' })),
  })
  return client
}

const QUEUED = [
  waiting(1, 'I am on the train, so this leaves when we are out of the tunnel.', {}),
  waiting(2, 'And this one after it.', {}),
]

const REFUSED = [
  waiting(3, 'A message that the server did not take.', {
    state: 'refused',
    error: { code: 'ROOM_ARCHIVED', message: 'The room is archived and takes no changes.' },
  }),
]

/** Every state of the room screen that deserves a look, without a server. */
export const scenes: Record<string, () => FakeChatClient> = {
  loading() {
    const client = createFakeChatClient()
    client.connection.set({ status: 'connecting' })
    return client
  },
  empty: () => populated([]),
  short: () => populated(talk(9, Date.now())),
  full: () => populated(talk(300, Date.now())),
  more() {
    const client = populated(talk(300, Date.now()).slice(200))
    client.room(ROOM).set({ ...client.room(ROOM).get(), hasMoreBefore: true })
    client.loadBefore = async () => {
      const view = client.room(ROOM).get()
      if (view.loadingBefore || !view.hasMoreBefore) return
      client.room(ROOM).set({ ...view, loadingBefore: true })
      await new Promise((resolve) => setTimeout(resolve, 300))
      const now = client.room(ROOM).get()
      const all = talk(300, Date.now())
      const from = Math.max(0, 300 - now.messages.length - 50)
      client.room(ROOM).set({
        ...now,
        messages: [...all.slice(from, 300 - now.messages.length), ...now.messages],
        loadingBefore: false,
        hasMoreBefore: from > 0,
      })
    }
    return client
  },
  typing() {
    const client = populated(talk(20, Date.now()))
    client.typing(ROOM).set([UserId.parse('ada'), UserId.parse('long')])
    return client
  },
  read() {
    const client = populated(talk(20, Date.now()))
    client.reads(ROOM).set(new Map(PEOPLE.slice(1, 4).map(({ id }, index) => [id, 15 + index])))
    return client
  },
  replies() {
    const messages = talk(20, Date.now())
    const answers = messages.map((message, index) => {
      const answered = messages[(index * 7) % messages.length]
      const replyTo = answered && { replyTo: answered.id, replyToAuthorId: answered.authorId }
      return {
        ...fakeMessage(100 + index, { authorId: message.authorId, text: 'Yes.', sentAt: Date.now() }),
        ...replyTo,
      }
    })
    const deleted = messages.map((message, index) => (index === 2 ? { ...message, text: '', deletedAt: 1 } : message))
    return populated([...deleted, ...answers])
  },
  offline() {
    const client = populated(talk(20, Date.now()), QUEUED)
    client.connection.set({ status: 'offline' })
    return client
  },
  reconnecting() {
    const client = populated(talk(20, Date.now()), QUEUED)
    client.connection.set({ status: 'reconnecting', attempt: 3, retryAt: Date.now() + 14_000 })
    client.storage.set('memory')
    return client
  },
  limited() {
    const error = { code: 'RATE_LIMITED', message: 'Too many requests.' } as const
    const [first, ...others] = QUEUED.map((entry) => ({ ...entry, text: 'And another one.' }))
    return populated(talk(20, Date.now()), [
      ...(first ? [{ ...first, error, retryAt: Date.now() + 14_000 }] : []),
      ...others,
    ])
  },
  refused: () => populated(talk(20, Date.now()), [...REFUSED, ...QUEUED]),
  sending: () => populated(talk(20, Date.now()), [waiting(4, 'On its way.', { state: 'sending' })]),
  outdated() {
    const client = populated(talk(20, Date.now()))
    client.connection.set({
      status: 'ended',
      error: { code: 'UPGRADE_REQUIRED', message: 'The client speaks another protocol number than the server.' },
    })
    return client
  },
}
