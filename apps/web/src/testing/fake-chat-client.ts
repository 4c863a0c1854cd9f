import {
  type ChatClient,
  type ConnectionState,
  createStore,
  type Notice,
  type OutboxEntry,
  type ReadsOfOthers,
  type RoomPresence,
  type RoomView,
  type WritableStore,
} from '@chat/client'
import {
  type ChosenStatus,
  initialNotify,
  type Message,
  MessageId,
  type Presence,
  type Profile,
  RoomId,
  type RoomNotify,
  type RoomSummary,
  type User,
  UserId,
} from '@chat/protocol'
import { createFakeHistory } from './fake-history.ts'
import { createFakePersonal, type FakePersonal } from './fake-personal.ts'
import { createFakeRoomRule } from './fake-room-rule.ts'
import { createFakeThreads, type FakeThreads } from './fake-threads.ts'

/** A {@link ChatClient} without a server: its stores can be set, and what is asked of it is written down. */
export interface FakeChatClient
  extends Omit<ChatClient, keyof FakeThreads | keyof FakePersonal>,
    FakeThreads,
    FakePersonal {
  readonly connection: WritableStore<ConnectionState>
  readonly me: WritableStore<User | undefined>
  readonly rooms: WritableStore<readonly RoomSummary[]>
  readonly users: WritableStore<ReadonlyMap<UserId, User>>
  readonly blocked: WritableStore<ReadonlySet<UserId>>
  readonly notifyChoices: WritableStore<ReadonlyMap<string, RoomNotify>>
  readonly storage: WritableStore<'durable' | 'memory'>
  readonly chosenStatus: WritableStore<ChosenStatus>
  room(roomId: RoomId): WritableStore<RoomView>
  presence(roomId: RoomId): WritableStore<RoomPresence>
  readonly receiptsOn: WritableStore<boolean>
  reads(roomId: RoomId): WritableStore<ReadsOfOthers>
  deliveries(roomId: RoomId): WritableStore<ReadsOfOthers>
  typing(roomId: RoomId, threadRoot?: MessageId): WritableStore<readonly UserId[]>
  presenceOf(userId: UserId): WritableStore<Presence | undefined>
  profileOf(userId: UserId): WritableStore<Profile | undefined>
  readonly asked: string[]
  /** Something notifies. */
  notice(notice: Notice): void
}

export const ME = UserId.parse('me')

const LOADING = {
  status: 'loading',
  messages: [],
  outbox: [],
  quoted: new Map(),
  hasMoreBefore: false,
  hasMoreAfter: false,
  loadingBefore: false,
} as const

export function createFakeChatClient(): FakeChatClient {
  const rooms = new Map<RoomId, WritableStore<RoomView>>()
  const presences = new Map<RoomId, WritableStore<RoomPresence>>()
  const reads = new Map<RoomId, WritableStore<ReadsOfOthers>>()
  const deliveries = new Map<RoomId, WritableStore<ReadsOfOthers>>()
  const typists = new Map<RoomId | MessageId, WritableStore<readonly UserId[]>>()
  const people = new Map<UserId, WritableStore<Presence | undefined>>()
  const profiles = new Map<UserId, WritableStore<Profile | undefined>>()
  const asked: string[] = []
  const listeners = new Set<(notice: Notice) => void>()
  let sent = 0
  const client: FakeChatClient = {
    asked,
    connection: createStore<ConnectionState>({ status: 'connected' }),
    me: createStore<User | undefined>(undefined),
    removedFrom: createStore<readonly RoomSummary[]>([]),
    rooms: createStore<readonly RoomSummary[]>([]),
    users: createStore<ReadonlyMap<UserId, User>>(new Map()),
    blocked: createStore<ReadonlySet<UserId>>(new Set()),
    storage: createStore<'durable' | 'memory'>('durable'),
    room: (roomId) => remembered(rooms, roomId, { roomId, ...LOADING }),
    presenceOf: (userId) => remembered(people, userId, undefined),
    chosenStatus: createStore<ChosenStatus>('online'),
    async choosePresence(status) {
      client.chosenStatus.set(status)
    },
    presence: (roomId) => remembered(presences, roomId, { online: undefined, people: [] }),
    reads: (roomId) => remembered(reads, roomId, new Map()),
    deliveries: (roomId) => remembered(deliveries, roomId, new Map()),
    receiptsOn: createStore(true),
    async setReceipts(on) {
      client.receiptsOn.set(on)
    },
    listReaders: async () => ({ userIds: [...client.users.get().keys()].filter((id) => id !== ME), users: [] }),
    typing: (roomId, threadRoot) => remembered(typists, threadRoot ?? roomId, []),
    setTyping: (roomId, typing, threadRoot) => void asked.push(`setTyping ${threadRoot ?? roomId} ${typing}`),
    async start() {},
    async stop() {},
    reconnectNow: () => void asked.push('reconnectNow'),
    openRoom: (roomId) => void asked.push(`openRoom ${roomId}`),
    ...createFakeHistory((roomId) => client.room(roomId), asked),
    async setPin(id, on) {
      asked.push(`setPin ${id} ${on}`)
    },
    listPins: async () => ({ messages: [], users: [] }),
    markUnread: (roomId, from) => void asked.push(`markUnread ${roomId} ${from}`),
    markRead: (roomId, seq) => void asked.push(`markRead ${roomId} ${seq}`),
    async send(roomId, text, place) {
      sent += 1
      const message = { id: fakeMessageId(900_000 + sent), roomId, text, ...place }
      const { id } = message
      changeOutbox(roomId, (outbox) => [...outbox, { ...message, createdAt: Date.now(), state: 'queued' }])
      return id
    },
    async retry(id) {
      asked.push(`retry ${id}`)
    },
    async discard(id) {
      for (const roomId of rooms.keys()) changeOutbox(roomId, (outbox) => outbox.filter((entry) => entry.id !== id))
    },
    async editMessage(roomId, id, text) {
      asked.push(`editMessage ${text}`)
      changeMessages(roomId, (message) => (message.id === id ? { ...message, text, editedAt: Date.now() } : message))
    },
    async deleteMessage(roomId, id) {
      changeMessages(roomId, (message) =>
        message.id === id ? { ...message, text: '', deletedAt: Date.now() } : message,
      )
    },
    messageRevisions: async () => [],
    ...createFakePersonal(),
    async createRoom({ kind, name = '', topic, memberIds }) {
      asked.push(`createRoom ${kind}`)
      return enter(fakeRoom({ kind, name, role: 'owner', ...(topic && { topic }), ...memberIdsOf(memberIds) }))
    },
    listRooms: async () => ({ rooms: [] }),
    async setReaction({ id }, emoji, on) {
      asked.push(`setReaction ${id} ${emoji} ${on}`)
    },
    listReactions: async () => ({ userIds: [], users: [] }),
    ...createFakeThreads(asked),
    ...createFakeRoomRule((change) => client.rooms.set(client.rooms.get().map(change))),
    async joinRoom(roomId) {
      return enter(fakeRoom({ id: roomId, name: roomId }))
    },
    acceptInvite: async () => enter(fakeRoom()),
    async favouriteRoom(roomId, on) {
      asked.push(`favouriteRoom ${roomId} ${on}`)
    },
    listUsers: async () => ({ users: [...client.users.get().values()] }),
    async blockUser(userId, on) {
      const others = [...client.blocked.get()].filter((id) => id !== userId)
      client.blocked.set(new Set(on ? [...others, userId] : others))
    },
    onNotice(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    notice(notice) {
      for (const listener of listeners) listener(notice)
    },
    notifyChoices: createStore<ReadonlyMap<string, RoomNotify>>(new Map()),
    notifyDefaults: createStore(initialNotify),
    async setNotify(change) {
      asked.push(`setNotify ${JSON.stringify(change)}`)
    },
    async notifyRoom(roomId, choice) {
      asked.push(`notifyRoom ${roomId} ${JSON.stringify(choice)}`)
    },
    async leaveRoom(roomId) {
      client.rooms.set(client.rooms.get().filter(({ id }) => id !== roomId))
    },
    administration: {
      async claim(token) {
        asked.push(`claim ${token}`)
        return { id: ME, name: 'Me' }
      },
      listPeople: async () => ({ people: [], total: 0 }),
      settings: async () => ({ guests: true, signUp: true }),
      updateServer: async ({ guests = true, signUp = true }) => ({ guests, signUp }),
      async updatePerson({ userId, serverRole = 'member', suspended }) {
        asked.push(`updatePerson ${userId} ${serverRole} ${suspended}`)
        return { user: { id: UserId.parse(userId), name: userId }, serverRole, joinedAt: 0 }
      },
      async deletePerson({ userId, messages }) {
        asked.push(`deletePerson ${userId} ${messages}`)
      },
    },
    profileOf: (userId) => remembered(profiles, userId, {}),
    async updateProfile({ name, statusText, timeZone }) {
      const user = { id: ME, name: 'Me', ...client.me.get(), ...(name !== undefined && { name }) }
      client.me.set(user)
      client.profileOf(ME).set({ ...(statusText && { statusText }), ...(timeZone && { timeZone }) })
      return user
    },
    async setPicture() {
      const user = { id: ME, name: 'Me', ...client.me.get(), avatarUrl: '/icon-192.png' }
      client.me.set(user)
      return user
    },
    async removePicture() {
      const { avatarUrl: _, ...user } = { id: ME, name: 'Me', ...client.me.get() }
      client.me.set(user)
      return user
    },
  }

  function enter(room: RoomSummary): RoomSummary {
    client.rooms.set([...client.rooms.get(), room])
    return room
  }

  function changeOutbox(roomId: RoomId, change: (outbox: readonly OutboxEntry[]) => readonly OutboxEntry[]): void {
    const store = client.room(roomId)
    store.set({ ...store.get(), outbox: change(store.get().outbox) })
  }

  function changeMessages(roomId: RoomId, change: (message: Message) => Message): void {
    const store = client.room(roomId)
    store.set({ ...store.get(), messages: store.get().messages.map(change) })
  }

  return client
}

function memberIdsOf(ids: readonly string[] | undefined) {
  return ids && { memberIds: [ME, ...ids.map((id) => UserId.parse(id))] }
}

function remembered<Key, Value>(
  stores: Map<Key, WritableStore<Value>>,
  key: Key,
  initial: Value,
): WritableStore<Value> {
  const store = stores.get(key) ?? createStore(initial)
  stores.set(key, store)
  return store
}

/** Message ids that can be told apart and look like real ones. */
export function fakeMessageId(number: number): MessageId {
  return MessageId.parse(`00000000-0000-7000-8000-${String(number).padStart(12, '0')}`)
}

export function fakeRoom(parts: Partial<RoomSummary> = {}): RoomSummary {
  return {
    id: RoomId.parse(`room-${(parts.name ?? 'general').replace(/\W+/g, '-')}`),
    kind: 'public',
    name: 'general',
    head: 0,
    memberCount: 1,
    lastReadSeq: 0,
    unread: 0,
    mentions: 0,
    role: 'member',
    ...parts,
  }
}

export function fakeMessage(seq: number, parts: Partial<Message> = {}): Message {
  return {
    id: fakeMessageId(seq),
    roomId: RoomId.parse('general'),
    seq,
    authorId: UserId.parse('ada'),
    text: `Message ${seq}`,
    sentAt: 1_700_000_000_000 + seq * 1000,
    ...parts,
  }
}
