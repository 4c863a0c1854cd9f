import type { Message, RoomId, User, UserId } from '@chat/protocol'
import { type CacheRefreshOptions, createCacheRefresh } from './cache-refresh.ts'
import type { CachedRoom } from './client-cache.ts'
import { createLogCheck } from './log-check.ts'
import { createMessageLookup } from './message-lookup.ts'
import type { RoomPresence } from './presence-watch.ts'
import type { RoomState } from './room-state.ts'
import { peopleNamed } from './room-summaries.ts'
import type { ReadableStore } from './store.ts'

export interface AttentionOptions extends Omit<CacheRefreshOptions, 'onUsers' | 'getMessages'> {
  readonly isReady: () => boolean
  readonly keeper: CacheRefreshOptions['keeper'] & {
    states(): Iterable<RoomState>
    reset(roomId: RoomId): void
    adopt(roomId: RoomId, room: CachedRoom): void
    keepCurrent(roomId: RoomId): void
    shrink(roomId: RoomId): void
  }
  readonly views: { isObserved(roomId: RoomId): boolean; observed(): readonly RoomId[] }
  readonly presence: { watch(roomId: RoomId): void; of(roomId: RoomId): ReadableStore<RoomPresence> }
  readonly directory: {
    learn(users: readonly User[]): void
    need(ids: readonly UserId[]): void
    refresh(ids: Iterable<UserId>): void
  }
}

/** Which rooms somebody looks at: the open one, and those that have listeners. They are shown and kept current. */
export function createAttention(options: AttentionOptions) {
  const { account, isReady, summaryOf, keeper, views, presence, directory } = options
  const { getMessages } = createMessageLookup({ ask: options.ask, learn: directory.learn, onMessages: () => {} })
  const logCheck = createLogCheck({ ...options, getMessages, reset: keeper.reset })
  const cacheRefresh = createCacheRefresh({
    ...options,
    getMessages,
    onUsers: directory.learn,
  })
  let open: RoomId | undefined

  const isWatched = (roomId: RoomId): boolean => roomId === open || views.isObserved(roomId)
  const watched = (): Set<RoomId> => new Set([...(open ? [open] : []), ...views.observed()])

  /** Shows what is cached of a room, and makes it current. */
  async function look(roomId: RoomId): Promise<void> {
    const owner = account()
    // Before the first sync a cached room may be shown; after it, only if it still is in the list.
    const mayShow = (): boolean => account() === owner && (!isReady() || summaryOf(roomId) !== undefined)
    if (owner && mayShow() && !keeper.stateOf(roomId)) {
      const cached = await options.loadCached(owner, roomId)
      if (cached && mayShow()) {
        keeper.adopt(roomId, cached)
        logCheck.note(cached.messages)
        if (isReady()) void logCheck.run()
        directory.need(cached.messages.flatMap(peopleNamed))
      }
    }
    keeper.keepCurrent(roomId)
  }

  return {
    isWatched,
    look,
    open(roomId: RoomId): void {
      const left = open
      if (left === roomId) return
      open = roomId
      if (left && !isWatched(left)) keeper.shrink(left)
      void look(roomId)
      if (isReady()) presence.watch(roomId)
    },
    /** A room that one was not in is there now. */
    entered(roomId: RoomId): void {
      if (isWatched(roomId)) void look(roomId)
      if (roomId === open && isReady()) presence.watch(roomId)
    },
    /** The connection is lost. */
    pause(): void {
      for (const { window } of keeper.states()) logCheck.note(window.messages)
      logCheck.pause()
      cacheRefresh.pause()
    },
    /** Shows what is cached. */
    async restore(): Promise<void> {
      for (const roomId of watched()) await look(roomId)
    },
    /** There is a new connection, or there was a sleep. */
    catchUp(): void {
      for (const roomId of watched()) void look(roomId)
      void logCheck.run()
      cacheRefresh.resume()
      if (!open) return
      presence.watch(open)
      // Names may have changed while nobody told.
      const people = presence
        .of(open)
        .get()
        .people.map(({ userId }) => userId)
      directory.refresh(new Set([...authorsOf(keeper.stateOf(open)?.window.messages ?? []), ...people]))
    },
  }
}

function authorsOf(messages: readonly Message[]): UserId[] {
  return messages.map(({ authorId }) => authorId)
}
