import {
  type EventPayload,
  limits,
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

/** Who is writing in the room that is looked at, and that one is writing oneself. Best effort, both. */
export function createTyping({
  tell,
  clock,
  isReady,
}: {
  readonly tell: Tell
  readonly clock: Clock
  readonly isReady: () => boolean
}) {
  const rooms = new Map<RoomId, WritableStore<readonly UserId[]>>()
  let looksAt: RoomId | undefined
  let forgetting: unknown
  let own: { readonly roomId: RoomId; saidAt: number } | undefined
  let stopping: unknown

  function typistsIn(roomId: RoomId): WritableStore<readonly UserId[]> {
    const store = rooms.get(roomId) ?? createStore(NOBODY)
    rooms.set(roomId, store)
    return store
  }

  function show(roomId: RoomId, userIds: readonly UserId[]): void {
    const store = typistsIn(roomId)
    if (userIds.length !== 0 || store.get().length !== 0) store.set(userIds)
  }

  function forgetOthers(): void {
    clock.clearTimeout(forgetting)
    for (const roomId of rooms.keys()) show(roomId, NOBODY)
  }

  function write(roomId: RoomId): void {
    if (own?.roomId !== roomId) stop()
    if (!own || clock.now() - own.saidAt >= SAY_AGAIN_MS) {
      own = { roomId, saidAt: clock.now() }
      if (isReady()) tell(setTyping, { roomId, typing: true })
    }
    clock.clearTimeout(stopping)
    stopping = clock.setTimeout(stop, STOPPED_AFTER_MS)
  }

  function stop(): void {
    const stopped = own
    rest()
    if (stopped && isReady()) tell(setTyping, { roomId: stopped.roomId, typing: false })
  }

  /** What ends by itself needs no word. */
  function rest(): void {
    own = undefined
    clock.clearTimeout(stopping)
  }

  return {
    of: (roomId: RoomId): ReadableStore<readonly UserId[]> => typistsIn(roomId),
    set(roomId: RoomId, typing: boolean): void {
      if (typing) write(roomId)
      else if (own?.roomId === roomId) stop()
    },
    /** One's message ends it on the server, too. */
    sent(roomId: RoomId): void {
      if (own?.roomId === roomId) rest()
    },
    /** Somebody looks at this room in place of the one before: of others nothing more is told. */
    look(roomId: RoomId): void {
      if (looksAt === roomId) return
      looksAt = roomId
      if (own?.roomId !== roomId) stop()
      forgetOthers()
    },
    apply({ roomId, userIds }: EventPayload<typeof typingChanged>): void {
      if (roomId !== looksAt) return
      show(roomId, userIds)
      clock.clearTimeout(forgetting)
      forgetting = clock.setTimeout(forgetOthers, limits.typingMs.told)
    },
    /** Whoever has just posted is not writing any more, whenever the server comes to say so. */
    heard({ roomId, from, messages }: RoomChanges): void {
      const typists = rooms.get(roomId)?.get() ?? NOBODY
      if (typists.length === 0) return
      const posted = new Set(messages.filter(({ seq }) => seq > from).map(({ authorId }) => authorId))
      const left = typists.filter((userId) => !posted.has(userId))
      if (left.length < typists.length) show(roomId, left)
    },
    /** The connection is lost: nobody tells any more, and what one has said has ended with it. */
    clear(): void {
      rest()
      forgetOthers()
      looksAt = undefined
    },
  }
}
