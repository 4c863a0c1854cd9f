import { type EventPayload, limits, type MessageId, type RoomId, type typingChanged, type UserId } from '@chat/protocol'
import type { KnownBlocks } from '../blocks/known-blocks.ts'
import type { Clock } from '../clock.ts'
import type { Change } from '../log/change.ts'
import type { CommittedChange } from '../log/room-log.ts'
import type { Onlooker } from '../presence/onlooker.ts'
import { createRoomPace } from '../room-pace.ts'
import { type MemberOf, memberKey } from '../rooms/members-store.ts'
import type { UpdateRoom } from '../rooms/update-room.ts'

/** What stays true is told again so often, before clients forget it. */
const REPEAT_MS = 10_000

/** Who is writing where. Kept in memory alone, and gone by itself. */
export interface Typing {
  /**
   * Somebody says that they are writing, in place of where they were in this room. It counts once `check` has passed, unless
   * they have stopped, posted or left meanwhile.
   */
  begin(typist: Place & { readonly connectionId: string }, check: () => Promise<void>): Promise<void>
  /** They have stopped there. */
  end(typist: Place): void
  /** Takes what was committed: whoever has posted, has left or may not post is not writing any more. */
  follow(committed: readonly CommittedChange[]): void
  /** Somebody has begun to look at these rooms. */
  look(roomIds: readonly RoomId[]): void
  disconnect(connectionId: string): void
}

/** Who is writing where: in a thread, or in the timeline. */
interface Place extends MemberOf {
  readonly threadRoot?: MessageId | undefined
}

interface Typist extends Pick<Place, 'threadRoot'> {
  readonly connectionId: string
  readonly until: number
}

interface Room {
  readonly typists: Map<UserId, Typist>
  /** Who was named to which connection, and when. */
  readonly told: Map<string, { readonly names: string; readonly at: number }>
}

type Told = EventPayload<typeof typingChanged>

/** Who is writing, by the root of the thread; in the timeline where there is none. */
type Writing = ReadonlyMap<MessageId | undefined, readonly UserId[]>

/**
 * @param options.onlookersOf who is told about a room
 * @param options.tell says false where a connection has enough to take; it is told the next time
 */
export function createTyping(options: {
  readonly clock: Clock
  readonly blocks: Pick<KnownBlocks, 'between'>
  readonly onlookersOf: (roomId: RoomId) => readonly Onlooker[]
  readonly tell: (connectionId: string, told: Told) => boolean
}): Typing {
  const { clock, blocks, onlookersOf, tell } = options
  const rooms = new Map<RoomId, Room>()
  /** The latest of what each person has said in a room, while it is being checked. */
  const checking = new Map<string, Pick<Place, 'roomId' | 'threadRoot'> & { readonly connectionId: string }>()
  const pace = createRoomPace(clock, tellRoom)

  function tellRoom(roomId: RoomId): void {
    const room = rooms.get(roomId)
    if (!room) return
    const now = clock.now()
    for (const [userId, { until }] of room.typists) if (until <= now) room.typists.delete(userId)
    const onlookers = onlookersOf(roomId)
    const shared = new Map<string, Told>()
    const writing = whereOf(room)
    for (const onlooker of onlookers) tellOne(roomId, room, writing, onlooker, shared)
    if (room.typists.size === 0) return void rooms.delete(roomId)
    forgetOthers(room, onlookers)
    const ends = [...room.typists.values()].map(({ until }) => until - now)
    pace.plan(roomId, Math.min(REPEAT_MS, ...ends))
  }

  /** @param shared what others were told: whoever is told the same gets the same object */
  function tellOne(
    roomId: RoomId,
    room: Room,
    writing: Writing,
    { connectionId, userId }: Onlooker,
    shared: Map<string, Told>,
  ): void {
    const { userIds, threads = [] } = namesFor(userId, writing)
    const names = [userIds, ...threads.map((thread) => [thread.rootId, ...thread.userIds])].map(String).join(' ')
    const before = room.told.get(connectionId)
    if (names === (before?.names ?? '') && (!before || clock.now() - before.at < REPEAT_MS)) return
    const told = shared.get(names) ?? { roomId, userIds, ...(threads.length > 0 && { threads }) }
    shared.set(names, told)
    if (!tell(connectionId, told)) return
    if (names === '') room.told.delete(connectionId)
    else room.told.set(connectionId, { names, at: clock.now() })
  }

  function namesFor(reader: UserId, writing: Writing): Pick<Told, 'userIds' | 'threads'> {
    const threads: NonNullable<Told['threads']> = []
    for (const [rootId, typists] of writing) {
      if (rootId === undefined) continue
      const userIds = shownTo(reader, typists)
      if (userIds.length > 0) threads.push({ rootId, userIds })
      if (threads.length === limits.typingThreads) break
    }
    return { userIds: shownTo(reader, writing.get(undefined) ?? []), ...(threads.length > 0 && { threads }) }
  }

  function shownTo(reader: UserId, typists: Iterable<UserId>): UserId[] {
    const names: UserId[] = []
    for (const userId of typists) {
      if (userId === reader || blocks.between(reader, userId)) continue
      names.push(userId)
      if (names.length === limits.typingPeople) break
    }
    return names
  }

  function end({ roomId, userId, threadRoot }: Place): void {
    const key = memberKey(roomId, userId)
    if (checking.get(key)?.threadRoot === threadRoot) checking.delete(key)
    if (rooms.get(roomId)?.typists.get(userId)?.threadRoot === threadRoot) remove(roomId, userId)
  }

  /** Somebody writes nowhere in this room. */
  function endAll({ roomId, userId }: MemberOf): void {
    checking.delete(memberKey(roomId, userId))
    remove(roomId, userId)
  }

  function remove(roomId: RoomId, userId: UserId): void {
    if (rooms.get(roomId)?.typists.delete(userId)) pace.plan(roomId)
  }

  function close(roomId: RoomId): void {
    for (const [key, turn] of checking) if (turn.roomId === roomId) checking.delete(key)
    for (const userId of rooms.get(roomId)?.typists.keys() ?? []) remove(roomId, userId)
  }

  function take(change: Change): void {
    const { roomId } = change
    if (change.kind === 'message.posted') end({ roomId, userId: change.actorId, threadRoot: change.threadRoot })
    else if (change.kind === 'member.left') endAll({ roomId, userId: change.userId })
    // Those who still may write say so again.
    else if (change.kind === 'member.changed') endAll({ roomId, userId: change.userId })
    else if (change.kind === 'room.updated' && isClosing(change)) close(roomId)
  }

  return {
    async begin({ roomId, userId, threadRoot, connectionId }, check) {
      const key = memberKey(roomId, userId)
      const turn = { roomId, threadRoot, connectionId }
      checking.set(key, turn)
      try {
        await check()
        if (checking.get(key) !== turn) return
        const room = rooms.get(roomId) ?? { typists: new Map(), told: new Map() }
        rooms.set(roomId, room)
        const before = room.typists.get(userId)
        const isNew = before === undefined || before.threadRoot !== threadRoot
        // Whoever goes on elsewhere is the last to have come there.
        if (isNew) room.typists.delete(userId)
        room.typists.set(userId, { threadRoot, connectionId, until: clock.now() + limits.typingMs.said })
        if (isNew) pace.plan(roomId)
      } finally {
        if (checking.get(key) === turn) checking.delete(key)
      }
    },

    end,

    follow(committed) {
      if (rooms.size === 0 && checking.size === 0) return
      for (const { change } of committed) take(change)
    },

    look(roomIds) {
      for (const roomId of roomIds) if (rooms.has(roomId)) pace.plan(roomId)
    },

    disconnect(connectionId) {
      for (const [key, turn] of checking) if (turn.connectionId === connectionId) checking.delete(key)
      for (const [roomId, { typists, told }] of rooms) {
        told.delete(connectionId)
        for (const [userId, typist] of typists) if (typist.connectionId === connectionId) remove(roomId, userId)
      }
    },
  }
}

function whereOf({ typists }: Room): Writing {
  const writing = new Map<MessageId | undefined, UserId[]>()
  for (const [userId, { threadRoot }] of typists) {
    const there = writing.get(threadRoot) ?? []
    there.push(userId)
    writing.set(threadRoot, there)
  }
  return writing
}

function isClosing({ settings: { archived = false, readOnly = false } }: UpdateRoom): boolean {
  return archived || readOnly
}

/** Whoever looks elsewhere meanwhile is told anew when they are back. */
function forgetOthers({ told }: Room, onlookers: readonly Onlooker[]): void {
  const looking = new Set(onlookers.map(({ connectionId }) => connectionId))
  for (const connectionId of told.keys()) if (!looking.has(connectionId)) told.delete(connectionId)
}
