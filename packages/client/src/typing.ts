import {
  type EventPayload,
  limits,
  type MessageId,
  type RoomChanges,
  type RoomId,
  setTyping,
  type typingChanged,
  type UserId,
} from '@chat/protocol'
import type { Clock } from './clock.ts'
import type { Tell } from './requests.ts'
import type { ReadableStore } from './store.ts'
import { createStore, type WritableStore } from './writable-store.ts'

/** Whoever writes on says so again, before the server takes it that they have stopped. */
export const SAY_AGAIN_MS = limits.typingMs.said / 2
/** Whoever has written nothing for so long has stopped. */
export const STOPPED_AFTER_MS = 5_000

const NOBODY: readonly UserId[] = []

/** Where somebody writes: in a thread, or in the timeline. */
interface Place {
  readonly roomId: RoomId
  readonly threadRoot?: MessageId | undefined
}

/** Ids have no spaces. */
const keyOf = ({ roomId, threadRoot }: Place): string => `${roomId} ${threadRoot ?? ''}`

/** Who is writing in the room that is looked at and in its threads, and that one is writing oneself. Best effort, both. */
export function createTyping({
  tell,
  clock,
  isReady,
}: {
  readonly tell: Tell
  readonly clock: Clock
  readonly isReady: () => boolean
}) {
  const places = new Map<string, WritableStore<readonly UserId[]>>()
  let looksAt: RoomId | undefined
  let forgetting: unknown
  let own: (Place & { saidAt: number }) | undefined
  let stopping: unknown

  function typistsIn(place: Place): WritableStore<readonly UserId[]> {
    const key = keyOf(place)
    const store = places.get(key) ?? createStore(NOBODY)
    places.set(key, store)
    return store
  }

  function show(store: WritableStore<readonly UserId[]>, userIds: readonly UserId[]): void {
    if (userIds.length !== 0 || store.get().length !== 0) store.set(userIds)
  }

  function forgetOthers(): void {
    clock.clearTimeout(forgetting)
    for (const store of places.values()) show(store, NOBODY)
  }

  const writesIn = (place: Place): boolean => own !== undefined && keyOf(own) === keyOf(place)

  function write(place: Place): void {
    if (own?.roomId !== place.roomId) stop()
    // In a room one writes in one place at a time: where one goes on says that one has stopped elsewhere.
    else if (!writesIn(place)) rest()
    if (!own || clock.now() - own.saidAt >= SAY_AGAIN_MS) {
      own = { ...place, saidAt: clock.now() }
      say(place, true)
    }
    clock.clearTimeout(stopping)
    stopping = clock.setTimeout(stop, STOPPED_AFTER_MS)
  }

  function stop(): void {
    const stopped = own
    rest()
    if (stopped) say(stopped, false)
  }

  function say({ roomId, threadRoot }: Place, typing: boolean): void {
    if (isReady()) tell(setTyping, { roomId, typing, ...(threadRoot && { threadRoot }) })
  }

  /** What ends by itself needs no word. */
  function rest(): void {
    own = undefined
    clock.clearTimeout(stopping)
  }

  return {
    of: (roomId: RoomId, threadRoot?: MessageId): ReadableStore<readonly UserId[]> => typistsIn({ roomId, threadRoot }),
    set(roomId: RoomId, typing: boolean, threadRoot?: MessageId): void {
      if (typing) write({ roomId, threadRoot })
      else if (writesIn({ roomId, threadRoot })) stop()
    },
    /** One's message ends it on the server, too. */
    sent(roomId: RoomId, threadRoot?: MessageId): void {
      if (writesIn({ roomId, threadRoot })) rest()
    },
    /** Somebody looks at this room in place of the one before: of others nothing more is told. */
    look(roomId: RoomId): void {
      if (looksAt === roomId) return
      looksAt = roomId
      if (own?.roomId !== roomId) stop()
      forgetOthers()
    },
    apply({ roomId, userIds, threads = [] }: EventPayload<typeof typingChanged>): void {
      if (roomId !== looksAt) return
      const told = new Map([
        [typistsIn({ roomId }), userIds],
        ...threads.map((thread) => [typistsIn({ roomId, threadRoot: thread.rootId }), thread.userIds] as const),
      ])
      for (const store of places.values()) show(store, told.get(store) ?? NOBODY)
      clock.clearTimeout(forgetting)
      forgetting = clock.setTimeout(forgetOthers, limits.typingMs.told)
    },
    /** Whoever has just posted is not writing any more, whenever the server comes to say so. */
    heard({ roomId, from, messages }: RoomChanges): void {
      for (const { authorId, threadRoot } of messages.filter(({ seq }) => seq > from)) {
        const store = places.get(keyOf({ roomId, threadRoot }))
        const left = store?.get().filter((userId) => userId !== authorId) ?? NOBODY
        if (store && left.length < store.get().length) store.set(left)
      }
    },
    /** The connection is lost: nobody tells any more, and what one has said has ended with it. */
    clear(): void {
      rest()
      forgetOthers()
      looksAt = undefined
    },
  }
}
