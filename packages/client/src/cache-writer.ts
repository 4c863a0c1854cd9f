import type { PersonChanges, RoomChanges, RoomId, RoomSummary, User, UserId } from '@chat/protocol'
import type { OutboxEntry } from './chat-client.ts'
import { CACHED_MESSAGES, type ClientCache } from './client-cache.ts'
import type { Clock } from './clock.ts'
import { quotedBy } from './quoted-messages.ts'
import type { RoomState } from './room-state.ts'
import { trimWindow } from './room-window.ts'

/** Changes that follow each other within this time are written once. Losing them costs a pull. */
const WRITE_AFTER_MS = 500

export interface CacheWriterOptions {
  readonly cache: ClientCache
  readonly clock: Clock
  readonly me: () => User | undefined
  readonly summaries: () => readonly RoomSummary[]
  /** What is one's own. */
  readonly personal: () => PersonChanges
  readonly stateOf: (roomId: RoomId) => RoomState | undefined
  /** What waits to be sent there: what it answers is kept with the room. */
  readonly waitingIn: (roomId: RoomId) => readonly Pick<OutboxEntry, 'replyTo'>[]
  readonly onFailed: (error: unknown) => void
}

/** Writes what has changed to the cache, a little later and all at once. */
export function createCacheWriter({ cache, clock, ...options }: CacheWriterOptions) {
  const rooms = new Set<RoomId>()
  const users = new Map<UserId, User>()
  let accountChanged = false
  let timer: unknown
  let writing: Promise<void> = Promise.resolve()

  function schedule(): void {
    timer ??= clock.setTimeout(() => void flush(), WRITE_AFTER_MS)
  }

  function flush(): Promise<void> {
    clock.clearTimeout(timer)
    timer = undefined
    const me = options.me()
    if (!me) return writing
    const work = [
      ...(accountChanged
        ? [() => cache.saveAccount(me, { rooms: options.summaries(), personal: options.personal() })]
        : []),
      ...(users.size > 0 ? [saveUsers(me.id, [...users.values()])] : []),
      ...[...rooms].flatMap((roomId) => saveRoom(me.id, options.stateOf(roomId))),
    ]
    forget()
    for (const step of work) writing = writing.then(step).catch(options.onFailed)
    return writing
  }

  const saveUsers = (account: UserId, changed: readonly User[]) => () => cache.saveUsers(account, changed)

  function saveRoom(account: UserId, state: RoomState | undefined): (() => Promise<void>)[] {
    if (!state) return []
    const { messages, hasMoreBefore } = trimWindow(state.window, CACHED_MESSAGES)
    const { roomId, cursor } = state
    const quoted = quotedBy([...messages, ...options.waitingIn(roomId)], messages, [
      ...state.quoted.values(),
      ...state.window.messages,
    ])
    const room = { roomId, cursor, messages, hasMoreBefore, ...(quoted.length > 0 && { quoted }) }
    return [() => cache.saveRoom(account, room)]
  }

  function forget(): void {
    rooms.clear()
    users.clear()
    accountChanged = false
  }

  /** After what is being written, so that nothing of it comes back. */
  function after(work: () => Promise<void>): Promise<void> {
    writing = writing.then(work).catch(options.onFailed)
    return writing
  }

  return {
    noteRoom(roomId: RoomId): void {
      rooms.add(roomId)
      schedule()
    },
    noteUsers(changed: readonly User[]): void {
      for (const user of changed) users.set(user.id, user)
      schedule()
    },
    noteAccount(): void {
      accountChanged = true
      schedule()
    },
    /** Saves a room that is not in memory. */
    saveRoom(state: RoomState): void {
      const account = options.me()?.id
      if (account) for (const step of saveRoom(account, state)) void after(step)
    },
    dropRoom(roomId: RoomId): void {
      const account = options.me()?.id
      if (account) void after(() => cache.dropRoom(account, roomId))
    },
    /** Writes now. */
    flush,
    after,
    /**
     * Of a room that is not in memory, or behind there, the copy on this device must not keep what was deleted or edited
     * until somebody looks at it.
     */
    replaceChanged(changes: RoomChanges): void {
      const account = options.me()?.id
      const messages = changes.messages.filter(({ editedAt, deletedAt }) => (editedAt ?? deletedAt) !== undefined)
      if (account && messages.length > 0) void after(() => cache.replaceMessages(account, { ...changes, messages }))
    },
    /** Forgets what was not written yet. */
    forget,
  }
}
