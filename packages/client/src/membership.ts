import {
  acceptInvite,
  createRoom,
  type EventPayload,
  favouriteRoom,
  joinRoom,
  leaveRoom,
  listRooms,
  type RequestInput,
  type RequestOutput,
  type RoomChanges,
  type RoomId,
  type RoomSummary,
  type roomAdded,
  type roomRemoved,
  type User,
} from '@chat/protocol'
import { checkInput } from './check-input.ts'
import { RequestError } from './request-error.ts'
import type { Ask } from './requests.ts'
import type { RoomList } from './room-list.ts'
import type { ReadableStore } from './store.ts'
import { createStore } from './writable-store.ts'

/** As many frames are kept of a room that is about to be added. */
const EARLY_FRAMES = 50

export interface MembershipOptions {
  readonly ask: Ask
  /** Makes a UUIDv7. */
  readonly newId: () => string
  readonly list: RoomList
  /** Takes over changes of a room that is in the list. */
  readonly receive: (changes: RoomChanges) => void
  readonly onUsers: (users: readonly User[]) => void
  /** A room is in the list that was not there before. */
  readonly onNew: (room: RoomSummary) => void
  readonly onAdded: (roomId: RoomId) => void
  /** One has left the room, and not only hidden it. */
  readonly onLeft: (roomId: RoomId) => Promise<void>
  readonly onRemoved: (roomId: RoomId) => void
}

/** A room to be made. An empty topic is none. */
export type NewRoom = Omit<RequestInput<typeof createRoom>, 'id'>

/** Public rooms by name, and where to go on. */
export type RoomPage = RequestOutput<typeof listRooms>

/** The ways into rooms and out of them. */
export interface Membership {
  /** The rooms from which somebody has removed one since the client was last here, the latest last. */
  readonly removedFrom: ReadableStore<readonly RoomSummary[]>
  /**
   * Makes a room and enters it, or opens the one direct conversation of some people. Where the answer was lost (`TIMEOUT`, `DISCONNECTED`) the room may be there: it then comes
   * up in `rooms`, and asking for the same again makes no second one.
   *
   * @throws {RangeError} if the contract does not allow the name or the topic
   */
  createRoom(room: NewRoom): Promise<RoomSummary>
  /** A page of the public rooms. Which of them one is in, `rooms` says. */
  listRooms(input: RequestInput<typeof listRooms>): Promise<RoomPage>
  /** Enters a public room; does no harm where one is in it already. */
  joinRoom(roomId: RoomId): Promise<RoomSummary>
  /** Enters the room that an invite link leads to; does no harm where one is in it already. */
  acceptInvite(token: string): Promise<RoomSummary>
  /** Marks a room as a favourite on all of one's devices, or takes the mark away. */
  favouriteRoom(roomId: RoomId, on: boolean): Promise<void>
  /**
   * Leaves a room, and discards what waits for it in the outbox; does no harm where one has left already. A direct
   * conversation is only hidden: what is said next brings it back.
   */
  leaveRoom(roomId: RoomId): Promise<void>
}

/** A room, with the people of a direct conversation. */
type AddedRoom = EventPayload<typeof roomAdded>

/** The ways into rooms and out of them, and what the server tells about that. */
export function createMembership(options: MembershipOptions) {
  const { ask, list } = options
  /** Frames of rooms that are not in the list yet: the server lets a connection in before it says so. */
  const early = new Map<RoomId, RoomChanges[]>()
  /** For every request that is under way: the rooms that events have spoken of since it was made. */
  const requests = new Set<Set<RoomId>>()

  const removedFrom = createStore<readonly RoomSummary[]>([])
  const attempts = createAttempts(options.newId)

  function noteRemoved(rooms: readonly RoomSummary[]): void {
    if (rooms.length > 0) removedFrom.set([...removedFrom.get(), ...rooms])
  }

  function add({ users, ...room }: AddedRoom): void {
    if (users) options.onUsers(users)
    const frames = early.get(room.id) ?? []
    early.delete(room.id)
    const isNew = list.find(room.id) === undefined
    list.add(room)
    if (isNew) options.onNew(room)
    removedFrom.set(removedFrom.get().filter(({ id }) => id !== room.id))
    for (const changes of frames) options.receive(changes)
    options.onAdded(room.id)
  }

  function remove(roomId: RoomId): void {
    early.delete(roomId)
    list.remove(roomId)
    options.onRemoved(roomId)
  }

  /**
   * Takes over an answer, unless an event has spoken of the same room in the meantime: events come in the order in which
   * things happened, an answer may be late.
   */
  async function unlessTold<Answer>(
    asking: Promise<Answer>,
    roomOf: (answer: Answer) => RoomId,
    take: (answer: Answer) => void,
  ): Promise<Answer> {
    const told = new Set<RoomId>()
    requests.add(told)
    try {
      const answer = await asking
      if (!told.has(roomOf(answer))) take(answer)
      return answer
    } finally {
      requests.delete(told)
    }
  }

  function noteEvent(roomId: RoomId): void {
    for (const told of requests) told.add(roomId)
  }

  async function enter(asking: Promise<RequestOutput<typeof createRoom>>): Promise<RoomSummary> {
    const { room } = await unlessTold(
      asking,
      (answer) => answer.room.id,
      ({ room: added, users }) => add({ ...added, ...(users && { users }) }),
    )
    return list.find(room.id) ?? room
  }

  const client: Membership = {
    removedFrom,
    async createRoom({ topic, ...wanted }) {
      const about = topic?.trim()
      const input = { ...wanted, ...(about && { topic: about }) }
      // A conversation is named by the people in it.
      const id = wanted.kind === 'direct' ? undefined : attempts.idOf(input)
      const room = await enter(ask(createRoom, checkInput(createRoom.input, { ...input, ...(id && { id }) })))
      attempts.succeeded()
      return room
    },
    listRooms: (input) => ask(listRooms, input),
    acceptInvite: (token) => enter(ask(acceptInvite, { token })),
    joinRoom: (roomId) => enter(ask(joinRoom, { roomId })),
    async leaveRoom(roomId) {
      const out = (): RoomId => roomId
      const room = list.find(roomId)
      const seen = room?.kind === 'direct' ? { seq: room.head } : {}
      const asking = ask(leaveRoom, { roomId, ...seen }).then(out, (error: unknown) => {
        // One is out of it already, and it is not to be seen from outside.
        if (error instanceof RequestError && error.code === 'NOT_FOUND') return roomId
        throw error
      })
      await unlessTold(asking, out, remove)
      // What waits in a conversation that is only hidden shows it again once it is sent.
      if (room?.kind !== 'direct') await options.onLeft(roomId)
    },
    async favouriteRoom(roomId, on) {
      await ask(favouriteRoom, { roomId, on })
      list.favourite(roomId, on)
    },
  }

  return {
    client,
    handlers: {
      /** One of a room that is not in the list waits until it is. */
      'room:changed'(changes: RoomChanges): void {
        if (list.find(changes.roomId)) options.receive(changes)
        else early.set(changes.roomId, [...(early.get(changes.roomId) ?? []), changes].slice(-EARLY_FRAMES))
      },
      'room:added'(room: AddedRoom): void {
        noteEvent(room.id)
        add(room)
      },
      'room:removed'({ roomId, reason }: EventPayload<typeof roomRemoved>): void {
        noteEvent(roomId)
        const room = list.find(roomId)
        if (reason === 'removed' && room) noteRemoved([room])
        remove(roomId)
      },
    },
    /** A sync says from which rooms one was removed; those that were still in the list are news. */
    removedWhileAway(roomIds: readonly RoomId[]): void {
      noteRemoved(roomIds.flatMap((id) => list.find(id) ?? []))
    },
    /** A sync brings everything anew. */
    forgetEarly: (): void => early.clear(),
    /** Somebody else is signed in. */
    forget(): void {
      early.clear()
      removedFrom.set([])
    },
  }
}

/** A room that is asked for again keeps its id until there was an answer, so that no second one is made. */
function createAttempts(newId: () => string) {
  let last: { readonly wanted: string; readonly id: string } | undefined
  return {
    idOf(room: object): string {
      const wanted = JSON.stringify(room)
      if (last?.wanted !== wanted) last = { wanted, id: newId() }
      return last.id
    },
    succeeded(): void {
      last = undefined
    },
  }
}
