import {
  getRoomChanges,
  getRoomHistory,
  isRetriable,
  limits,
  type RoomId,
  type RoomSummary,
  type Seq,
  type User,
  type UserId,
} from '@chat/protocol'
import { backOff } from './back-off.ts'
import type { CachedRoom } from './client-cache.ts'
import type { Clock } from './clock.ts'
import { findGone } from './log-check.ts'
import type { MessageLookup } from './message-lookup.ts'
import { RequestError } from './request-error.ts'
import type { Ask } from './requests.ts'
import { applyChanges, isBehind, loadedRoom, type RoomState } from './room-state.ts'

/** After a connection is there: what people wait for comes first. Up to twice that, as many come back at once. */
const REFRESH_AFTER_MS = 10_000
/** The rest after each room, so that a long list of them is no burst. */
const REST_MS = { least: 500, most: 30_000 }
/** It is so many times as long as the room took: a server that answers slowly has people to serve who wait. */
const REST_SHARE = 20

export interface CacheRefreshOptions {
  readonly ask: Ask
  readonly clock: Clock
  readonly random: () => number
  readonly account: () => UserId | undefined
  readonly summaries: () => readonly RoomSummary[]
  readonly summaryOf: (roomId: RoomId) => RoomSummary | undefined
  readonly keeper: { stateOf(roomId: RoomId): RoomState | undefined; makeCurrent(roomId: RoomId): Promise<void> }
  readonly loadCached: (account: UserId, roomId: RoomId) => Promise<CachedRoom | undefined>
  readonly getMessages: MessageLookup['getMessages']
  readonly saveCached: (state: RoomState) => void
  readonly dropCached: (roomId: RoomId) => void
  readonly onUsers: (users: readonly User[]) => void
}

/**
 * Brings what this device keeps of rooms up to date that nobody looks at: a sync tells of those alone that are not far
 * behind and were looked at. What was deleted meanwhile must not stay until somebody does, or show without a network.
 */
export function createCacheRefresh(options: CacheRefreshOptions) {
  const { ask, clock, random, keeper } = options
  let waiting: RoomId[] = []
  /** How many rooms in a row could not be asked for. */
  let failures = 0
  let timer: unknown
  let round = 0

  function pause(): void {
    round += 1
    waiting = []
    clock.clearTimeout(timer)
  }

  function later(delay: number): void {
    timer = clock.setTimeout(() => void goOn(), delay)
  }

  async function goOn(): Promise<void> {
    const [roomId] = waiting.splice(0, 1)
    if (roomId === undefined) return
    const current = round
    const begun = clock.now()
    const retryAfterMs = await refresh(roomId).catch((error: unknown) => afterFailure(roomId, error))
    if (round !== current) return
    const rest = Math.min(Math.max(REST_MS.least, REST_SHARE * (clock.now() - begun)), REST_MS.most)
    failures = retryAfterMs === undefined ? 0 : failures + 1
    if (retryAfterMs === undefined) return later(rest)
    waiting.push(roomId)
    later(rest + retryAfterMs + backOff(failures, random))
  }

  /** @returns how long to wait at least before another try; undefined where none would help */
  function afterFailure(roomId: RoomId, error: unknown): number | undefined {
    if (!(error instanceof RequestError)) throw error
    if (error.code === 'SYNC_RESET' || error.code === 'NOT_FOUND') options.dropCached(roomId)
    return isRetriable(error.code) ? (error.body?.retryAfterMs ?? 0) : undefined
  }

  /** @returns like {@link afterFailure} */
  async function refresh(roomId: RoomId): Promise<number | undefined> {
    if (keeper.stateOf(roomId)) {
      await keeper.makeCurrent(roomId)
      const state = keeper.stateOf(roomId)
      return state && isBehind(state) ? 0 : undefined
    }
    await refreshCached(roomId)
    return undefined
  }

  async function refreshCached(roomId: RoomId): Promise<void> {
    const owner = options.account()
    const cached = owner && (await options.loadCached(owner, roomId))
    if (!cached) return
    if (await isOfAnotherLog(cached)) return options.dropCached(roomId)
    const kept = loadedRoom(roomId, cached, cached.cursor)
    const state = await bringUp(kept, owner)
    // Somebody may look at the room by now, who keeps it themselves.
    if (state && state !== kept && options.account() === owner && !keeper.stateOf(roomId)) options.saveCached(state)
  }

  /** Where nothing has come since, nothing is asked. */
  async function isOfAnotherLog({ roomId, cursor, messages }: CachedRoom): Promise<boolean> {
    if (options.summaryOf(roomId)?.head === cursor) return false
    return (await findGone(options.getMessages, messages.slice(-1))).length > 0
  }

  /** Up to the head as it is known in the end: what changes meanwhile must not be overwritten by what was before. */
  async function bringUp(kept: RoomState, owner: UserId): Promise<RoomState | undefined> {
    for (let state = kept; ; ) {
      const head = options.summaryOf(state.roomId)?.head
      if (head === undefined || state.cursor >= head) return head === undefined ? undefined : state
      const next = await bringFurther(state, head, owner)
      if (next.cursor === state.cursor) return next
      state = next
    }
  }

  async function bringFurther(state: RoomState, head: Seq, owner: UserId): Promise<RoomState> {
    const { roomId, cursor } = state
    if (head - cursor > limits.resetBehind) {
      const page = await ask(getRoomHistory, { roomId })
      options.onUsers(page.users)
      return loadedRoom(roomId, page, head)
    }
    const changes = await ask(getRoomChanges, { roomId, after: cursor })
    options.onUsers(changes.users ?? [])
    return applyChanges(state, changes, owner).state
  }

  return {
    /** There is a new connection, or there was a sleep. */
    resume(): void {
      pause()
      waiting = options.summaries().map(({ id }) => id)
      failures = 0
      later(REFRESH_AFTER_MS * (1 + random()))
    },
    /** The connection is lost. */
    pause,
  }
}
