import {
  type Ack,
  type AnyRequest,
  createRoom,
  getRoomChanges,
  getRoomHistory,
  joinRoom,
  leaveRoom,
  limits,
  type Message,
  MessageId,
  markRead,
  type ParsedInput,
  RoomId,
  requests,
  syncSession,
  type User,
  type UserId,
  watchPresence,
} from '@chat/protocol'
import type { MessagePlace } from '../src/chat-client.ts'
import type { Clock } from '../src/clock.ts'
import { directoryHandlers } from './model-directory.ts'
import { messageHandlers, Refusal } from './model-messages.ts'
import { notifyHandlers } from './model-notify.ts'
import { createBlockLists, type ModelHandler, peopleHandlers } from './model-people.ts'
import { createPersonLogs, personLogHandlers } from './model-person-log.ts'
import { reactionHandlers } from './model-reactions.ts'
import {
  allOf,
  bury,
  changesAfter,
  createModelRoom,
  edit,
  headOf,
  type ModelPost,
  type ModelRoom,
  moveMark,
  pageOf,
  post,
  setMember,
  summaryOf,
} from './model-room.ts'
import { followPosted, threadOf, threadsOf } from './model-thread-counts.ts'
import { threadHandlers } from './model-threads.ts'

export interface ModelConnection {
  readonly userId: UserId
  readonly send: (name: string, payload: unknown) => void
  readonly close: (reason?: unknown) => void
}

/** The server of the contract, without a database or a network: what it says of a room comes out of the room's log. */
export function createModelServer(options: {
  clock: Clock
  random: () => number
  roomIds: readonly string[]
  users: User[]
}) {
  const { clock, random } = options
  const everybody = options.users.map(({ id }) => id)
  const rooms = new Map<RoomId, ModelRoom>(
    options.roomIds.map((id) => RoomId.parse(id)).map((id) => [id, createModelRoom(id, everybody)]),
  )
  const users = new Map<UserId, User>(options.users.map((user) => [user.id, user]))
  const connections = new Set<ModelConnection>()
  /** How far each room's changes were told; see `announce`. */
  const told = new Map<RoomId, number>()
  const blockedBy = createBlockLists()
  const personLogs = createPersonLogs({ clock, random, tell: tellPerson })
  const witnesses = { sends: 0, duplicates: 0, coalesced: 0 }

  function anyRoom(id: RoomId): ModelRoom {
    const room = rooms.get(id)
    if (!room) throw new Refusal('NOT_FOUND')
    return room
  }

  function roomOf(id: RoomId, reader: UserId): ModelRoom {
    const room = anyRoom(id)
    if (!room.members.has(reader)) throw new Refusal('NOT_FOUND')
    return room
  }

  const seenBy = (userId: UserId, room: ModelRoom) => summaryOf(room, userId, blockedBy(userId))

  const roomsOf = (reader: UserId) => [...rooms.values()].filter(({ members }) => members.has(reader))

  function tellPerson(userId: UserId, name: string, payload: unknown): void {
    for (const connection of connections) if (connection.userId === userId) connection.send(name, payload)
  }

  function follow(room: ModelRoom, message: Message | undefined, edited = false): void {
    if (!message?.threadRoot) return
    for (const userId of followPosted(room, message, (id) => blockedBy(id).has(message.authorId), edited)) {
      tellPerson(userId, 'thread:changed', threadOf(room, userId, message.threadRoot, blockedBy(userId)))
    }
  }

  function write(room: ModelRoom, posted: ModelPost): Message {
    const message = post(room, posted, clock.now())
    follow(room, message)
    announce(room)
    return message
  }

  /** Frames can come before it is said that there is a room more, as from the real server. */
  function enter(room: ModelRoom, userId: UserId): void {
    if (room.members.has(userId)) return
    setMember(room, userId, true)
    // What was said before somebody came is not unread for them.
    room.reads.set(userId, { epoch: room.reads.get(userId)?.epoch ?? 0, seq: headOf(room) })
    announce(room)
    tellPerson(userId, 'room:added', seenBy(userId, room))
  }

  function leave(room: ModelRoom, userId: UserId): number {
    if (!room.members.has(userId)) return headOf(room)
    // Whoever leaves hears of everything before, and of nothing after.
    tellNow(room)
    setMember(room, userId, false)
    room.threads.delete(userId)
    personLogs.set(userId, 'notify', room.id, undefined)
    tellPerson(userId, 'room:removed', { roomId: room.id, reason: 'left' })
    announce(room)
    return headOf(room)
  }

  /** Tells what is new, sometimes later and then all of it in one frame. */
  function announce(room: ModelRoom): void {
    if (random() < 0.7) tellNow(room)
    else clock.setTimeout(() => tellNow(room), random() * 40)
  }

  function tellNow(room: ModelRoom): void {
    const from = told.get(room.id) ?? 0
    const to = headOf(room)
    if (to <= from) return
    if (to > from + 1) witnesses.coalesced += 1
    told.set(room.id, to)
    const { more: _, ...frame } = changesAfter(room, from, to - from)
    for (const connection of connections) {
      if (room.members.has(connection.userId)) connection.send('room:changed', frame)
    }
  }

  const handlers = new Map<string, ModelHandler>([
    [
      syncSession.name,
      (userId: UserId, { cursors, personCursor = 0 }: ParsedInput<typeof syncSession>) => ({
        me: users.get(userId),
        rooms: roomsOf(userId).map((room) => seenBy(userId, room)),
        changes: roomsOf(userId).flatMap((room) => {
          const cursor = cursors[room.id]
          const behind = cursor === undefined ? 0 : headOf(room) - cursor
          return cursor !== undefined && behind > 0 && behind <= limits.syncChanges
            ? [changesAfter(room, cursor, limits.syncChanges)]
            : []
        }),
        removed: Object.keys(cursors).filter((id) => !rooms.get(RoomId.parse(id))?.members.has(userId)),
        removedFrom: [...rooms.values()].filter(({ removed }) => removed.has(userId)).map(({ id }) => id),
        users: [users.get(userId)],
        blocked: [...blockedBy(userId)],
        person: personLogs.changesAfter(userId, personCursor, { limit: 3 }),
        ...threadsOf(roomsOf(userId), userId, blockedBy(userId)),
        serverTime: clock.now(),
      }),
    ],
    [
      getRoomChanges.name,
      (userId: UserId, { roomId, after, limit }: ParsedInput<typeof getRoomChanges>) => {
        const room = roomOf(roomId, userId)
        if (after > headOf(room)) throw new Refusal('SYNC_RESET')
        return changesAfter(room, after, limit ?? limits.changesPage.default)
      },
    ],
    [
      getRoomHistory.name,
      (userId: UserId, input: ParsedInput<typeof getRoomHistory>) => pageOf(roomOf(input.roomId, userId), input),
    ],
    [
      createRoom.name,
      (userId: UserId, { name, memberIds }: ParsedInput<typeof createRoom>) => {
        const people = memberIds && [...new Set([userId, ...memberIds])].sort()
        const id = RoomId.parse(people?.join('-') ?? name)
        const room = rooms.get(id) ?? createModelRoom(id, people)
        rooms.set(id, room)
        if (people) {
          const added = { ...summaryOf(room, userId), kind: 'direct' as const, name: '', memberIds: people }
          const known = people.flatMap((person) => users.get(person) ?? [])
          tellPerson(userId, 'room:added', { ...added, users: known })
          return { room: added, users: known }
        }
        enter(room, userId)
        return { room: seenBy(userId, room) }
      },
    ],
    [
      joinRoom.name,
      (userId: UserId, { roomId }: ParsedInput<typeof joinRoom>) => {
        const room = anyRoom(roomId)
        enter(room, userId)
        return { room: seenBy(userId, room) }
      },
    ],
    [
      leaveRoom.name,
      (userId: UserId, { roomId }: ParsedInput<typeof leaveRoom>) => ({ seq: leave(anyRoom(roomId), userId) }),
    ],
    [
      markRead.name,
      (userId: UserId, { roomId, seq: upTo, epoch: told }: ParsedInput<typeof markRead>) => {
        const room = roomOf(roomId, userId)
        const { seq, epoch } = moveMark(room, userId, upTo, told)
        for (const connection of connections) {
          if (connection.userId === userId) connection.send('read:marked', [{ roomId, userId, seq, epoch }])
        }
        return { seq, epoch }
      },
    ],
    [
      watchPresence.name,
      (_: UserId, { roomIds = [] }: ParsedInput<typeof watchPresence>) => ({
        rooms: roomIds.map((roomId) => ({ roomId, online: connections.size })),
        people: [...connections].map(({ userId }) => ({ userId, status: 'online' })),
      }),
    ],
    ...directoryHandlers({ rooms, seenBy }),
    ...messageHandlers({ rooms, roomOf, write, announce, follow, witnesses, now: clock.now }),
    ...peopleHandlers({ users, roomOf, tellPerson, blockedBy }),
    ...personLogHandlers({ logs: personLogs, roomsOf, now: clock.now, refuse: (code) => new Refusal(code) }),
    ...notifyHandlers({ logs: personLogs, check: roomOf, now: clock.now }),
    ...threadHandlers({ roomsOf, tellPerson, blockedBy }),
    ...reactionHandlers({ roomsOf, announce, refuse: () => new Refusal('NOT_FOUND') }),
  ])

  function changeOne(roomId: RoomId, place: number, change: (room: ModelRoom, id: MessageId) => void): void {
    const room = anyRoom(roomId)
    const all = allOf(room)
    const message = all[all.length - 1 - (place % Math.max(1, all.length))]
    if (!message) return
    change(room, message.id)
    follow(room, room.messages.get(message.id), true)
    announce(room)
  }

  return {
    rooms,
    users,
    personLogs,
    /** What somebody sees of a room, counted from scratch. */
    summary: (roomId: RoomId, userId: UserId) => seenBy(userId, anyRoom(roomId)),
    witnesses,
    connections,
    connect: (connection: ModelConnection): void => void connections.add(connection),
    disconnect: (connection: ModelConnection): void => void connections.delete(connection),
    handle(userId: UserId, name: string, input: unknown): Ack<unknown> {
      const definition: AnyRequest | undefined = requests.find((request) => request.name === name)
      const parsed = definition?.input.safeParse(input)
      if (!parsed?.success) throw new Error(`A client broke the contract with ${name}: ${parsed?.error.message}`)
      try {
        return { ok: true, data: handlers.get(name)?.(userId, parsed.data as never) }
      } catch (error) {
        if (!(error instanceof Refusal)) throw error
        return { ok: false, error: { code: error.code, message: error.code } }
      }
    },
    /** Somebody is in the room from now on. */
    enter: (roomId: RoomId, userId: UserId): void => enter(anyRoom(roomId), userId),
    leave: (roomId: RoomId, userId: UserId): void => void leave(anyRoom(roomId), userId),
    /** Somebody else takes them out of the room. */
    remove(roomId: RoomId, userId: UserId): void {
      anyRoom(roomId).removed.add(userId)
      leave(anyRoom(roomId), userId)
    },
    /** Somebody else writes. */
    write: (roomId: RoomId, id: string, authorId: UserId, text: string, place: MessagePlace = {}): void =>
      void write(anyRoom(roomId), { id: MessageId.parse(id), authorId, text, ...place }),
    /** The threads that somebody follows, counted from scratch. */
    threadsOf: (userId: UserId) => threadsOf(roomsOf(userId), userId, blockedBy(userId)).threads,
    /** Somebody changes the message at this place (from the newest, counted around). */
    editOne: (roomId: RoomId, place: number, text: string): void =>
      changeOne(roomId, place, (room, id) => edit(room, id, text, clock.now())),
    /** Somebody takes the message at this place back. */
    deleteOne: (roomId: RoomId, place: number): void =>
      changeOne(roomId, place, (room, id) => bury(room, id, clock.now())),
    /** The process ends and another begins: connections are gone, and what was not told will not be. */
    restart(): void {
      for (const connection of [...connections]) connection.close()
      for (const room of rooms.values()) told.set(room.id, headOf(room))
      personLogs.restart()
    },
  }
}

export type ModelServer = ReturnType<typeof createModelServer>
