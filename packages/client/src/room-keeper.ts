import {
  getRoomChanges,
  getRoomHistory,
  limits,
  type Message,
  type MessageId,
  type RoomChanges,
  type RoomId,
  type RoomSummary,
  type Seq,
  type User,
  type UserId,
} from '@chat/protocol'
import { backOff } from './back-off.ts'
import type { CachedRoom } from './client-cache.ts'
import type { Clock } from './clock.ts'
import type { Report } from './diagnostics.ts'
import { createHistoryPages } from './history-pages.ts'
import { findAnswered } from './quoted-messages.ts'
import { RequestError } from './request-error.ts'
import type { Ask } from './requests.ts'
import * as states from './room-state.ts'

/** A room that is known to be behind, although no frame says why, is given this long before it is pulled. */
export const GRACE_MS = 3_000

export interface RoomKeeperOptions {
  readonly ask: Ask
  readonly clock: Clock
  readonly random: () => number
  readonly isReady: () => boolean
  /** Whose rooms they are. */
  readonly account: () => UserId | undefined
  /** Whether somebody looks at the room, or waits for what it brings, so that it has to be current. */
  readonly isNeeded: (roomId: RoomId) => boolean
  readonly summaryOf: (roomId: RoomId) => RoomSummary | undefined
  readonly onChanges: (changes: RoomChanges) => void
  /** There is no state of the room, or it is too far behind to take these changes over. */
  readonly onNotApplied: (changes: RoomChanges) => void
  readonly onUsers: (users: readonly User[]) => void
  /** Messages have come in that may be of people whom nobody knows yet. */
  readonly onMessages: (messages: readonly Message[]) => void
  /** The state of the room is another one. */
  readonly onState: (roomId: RoomId) => void
  /** The room's log was not the one that the cache is of, or the room is not there any more. */
  readonly onDropped: (roomId: RoomId) => void
  readonly report: Report
}

/** Holds the state of every room that was looked at, and sees to it that those that are needed become current. */
export function createRoomKeeper(options: RoomKeeperOptions) {
  const { ask, clock, report } = options
  const rooms = new Map<RoomId, states.RoomState>()
  /** Rooms with a request under way that makes them current: never two for one room. */
  const busy = new Map<RoomId, Promise<void>>()
  const failures = new Map<RoomId, number>()
  const timers = new Map<RoomId, unknown>()
  /** How far the logs of rooms without a state are known to go. */
  const heads = new Map<RoomId, Seq>()
  const pages = createHistoryPages({
    ask,
    account: options.account,
    stateOf: (roomId) => rooms.get(roomId),
    set,
    onPage: meet,
    // Whoever looks for something in it may do so before anybody is known to look at it.
    settled: madeCurrent,
  })

  function meet({ users = [], messages }: Pick<RoomChanges, 'users' | 'messages'>): void {
    options.onUsers(users)
    options.onMessages(messages)
  }

  /** Puts the first state of a room in place, or another one from the start. */
  function place(state: states.RoomState): void {
    const head = heads.get(state.roomId) ?? 0
    heads.delete(state.roomId)
    set(states.noteHead(state, head))
  }

  function set(state: states.RoomState): void {
    if (rooms.get(state.roomId) === state) return
    rooms.set(state.roomId, state)
    options.onState(state.roomId)
  }

  function drop(roomId: RoomId): void {
    forgetTimer(roomId)
    heads.delete(roomId)
    pages.forget(roomId)
    if (rooms.delete(roomId)) options.onState(roomId)
  }

  function apply(changes: RoomChanges): states.Applied['outcome'] | undefined {
    meet(changes)
    options.onChanges(changes)
    const before = rooms.get(changes.roomId)
    if (!before) {
      options.onNotApplied(changes)
      return undefined
    }
    const { state, outcome } = states.applyChanges(before, changes, options.account())
    if (outcome === 'gap') options.onNotApplied(changes)
    const { roomId, from, to } = changes
    if (outcome === 'applied') report({ kind: 'applied', roomId, from: before.cursor, to })
    else if (outcome === 'gap') report({ kind: 'gap', roomId, cursor: before.cursor, from })
    else report({ kind: 'old', roomId, to })
    set(state)
    return outcome
  }

  /** Takes over changes, in whatever way they came, and asks for what is missing. */
  function receive(changes: RoomChanges): void {
    const outcome = apply(changes)
    if (outcome === 'gap' || changes.more) keepCurrent(changes.roomId)
    else soon(changes.roomId)
  }

  /** Makes the room current if it is needed; otherwise it waits until it is. */
  function keepCurrent(roomId: RoomId): void {
    if (options.isNeeded(roomId)) makeCurrent(roomId)
  }

  function makeCurrent(roomId: RoomId): void {
    if (!options.isReady() || busy.has(roomId)) return
    const summary = options.summaryOf(roomId)
    if (!summary) return
    const state = rooms.get(roomId)
    if (!state) {
      run(roomId, () => load(roomId, summary.head))
      return
    }
    if (state.cursor > summary.head) {
      reset(roomId)
      return
    }
    set(states.noteHead(state, summary.head))
    if (states.isBehind(rooms.get(roomId) ?? state)) run(roomId, () => pull(roomId))
  }

  /** Resolves once it is current, or has failed. */
  async function madeCurrent(roomId: RoomId): Promise<void> {
    makeCurrent(roomId)
    await busy.get(roomId)
  }

  function run(roomId: RoomId, work: () => Promise<void>): void {
    forgetTimer(roomId)
    busy.set(roomId, attempt(roomId, work))
  }

  async function attempt(roomId: RoomId, work: () => Promise<void>): Promise<void> {
    try {
      await work()
      failures.delete(roomId)
      busy.delete(roomId)
      // What was heard of in the meantime, or came as a frame while there was no state to apply it to.
      const state = rooms.get(roomId)
      if (!state || states.isBehind(state)) keepCurrent(roomId)
    } catch (error) {
      busy.delete(roomId)
      if (!(error instanceof RequestError)) throw error
      recover(roomId, error)
    }
  }

  function recover(roomId: RoomId, error: RequestError): void {
    if (error.code === 'DISCONNECTED') return
    if (error.code === 'SYNC_RESET') reset(roomId)
    else if (error.code === 'NOT_FOUND') {
      drop(roomId)
      options.onDropped(roomId)
    } else {
      const count = (failures.get(roomId) ?? 0) + 1
      failures.set(roomId, count)
      later(roomId, (error.body?.retryAfterMs ?? 0) + backOff(count, options.random))
    }
  }

  function reset(roomId: RoomId): void {
    report({ kind: 'reset', roomId })
    drop(roomId)
    options.onDropped(roomId)
    keepCurrent(roomId)
  }

  /** Asks for what comes after the cursor until there is nothing more. */
  async function pull(roomId: RoomId): Promise<void> {
    for (let state = rooms.get(roomId); state && states.isBehind(state); state = rooms.get(roomId)) {
      if (state.head - state.cursor > limits.resetBehind) return load(roomId, state.head)
      const { cursor, head } = state
      const changes = await ask(getRoomChanges, { roomId, after: cursor })
      apply(changes)
      const after = rooms.get(roomId)
      // The log says that there is nothing, and nobody has said otherwise since it was asked.
      if (after && after.cursor === cursor && after.head === head) return set({ ...after, head: cursor })
    }
  }

  /** Replaces the window by the latest page. It is complete up to what was known when it was asked for. */
  async function load(roomId: RoomId, cursor: Seq): Promise<void> {
    const page = await ask(getRoomHistory, { roomId })
    if (!options.summaryOf(roomId)) return
    meet(page)
    report({ kind: 'loaded', roomId, cursor })
    const head = Math.max(options.summaryOf(roomId)?.head ?? 0, rooms.get(roomId)?.head ?? 0)
    place(states.loadedRoom(roomId, page, cursor, head))
  }

  function soon(roomId: RoomId): void {
    const state = rooms.get(roomId)
    if (state && states.isBehind(state) && !timers.has(roomId)) later(roomId, GRACE_MS)
  }

  function later(roomId: RoomId, delay: number): void {
    forgetTimer(roomId)
    const run = () => {
      timers.delete(roomId)
      keepCurrent(roomId)
    }
    timers.set(roomId, clock.setTimeout(run, delay))
  }

  function forgetTimer(roomId: RoomId): void {
    clock.clearTimeout(timers.get(roomId))
    timers.delete(roomId)
  }

  return {
    stateOf: (roomId: RoomId): states.RoomState | undefined => rooms.get(roomId),
    states: (): Iterable<states.RoomState> => rooms.values(),
    /** Puts a state in the place of the one that it was made from. */
    set,
    isLoadingBefore: pages.isLoadingBefore,
    /** How far each room has come, for the sync. */
    cursors: (): Record<RoomId, Seq> =>
      Object.fromEntries([...rooms.values()].slice(-limits.syncCursors).map(({ roomId, cursor }) => [roomId, cursor])),
    receive,
    keepCurrent,
    /** Makes a room current, also where nobody needs it now. Resolves once it is, or that has failed. */
    makeCurrent: madeCurrent,
    reset,
    /** Drops the rooms that are not among these. */
    retain(roomIds: ReadonlySet<RoomId>): void {
      for (const roomId of [...rooms.keys()]) if (!roomIds.has(roomId)) drop(roomId)
    },
    /** Drops a room that one is not in any more. */
    leave(roomId: RoomId): void {
      drop(roomId)
      failures.delete(roomId)
      options.onDropped(roomId)
    },
    /** Puts a window from the cache in place, unless there is one already. */
    adopt(roomId: RoomId, { cursor, ...cached }: CachedRoom): void {
      if (rooms.has(roomId)) return
      report({ kind: 'loaded', roomId, cursor })
      place(states.loadedRoom(roomId, cached, cursor))
    },
    /** A change came in that could not be read: there is something to ask for. */
    suspect(roomId: RoomId): void {
      const state = rooms.get(roomId)
      if (state) set(states.noteHead(state, state.cursor + 1))
      keepCurrent(roomId)
    },
    /** The log has come at least this far. */
    noteHead(roomId: RoomId, head: Seq): void {
      const state = rooms.get(roomId)
      if (state) set(states.noteHead(state, head))
      else heads.set(roomId, Math.max(head, heads.get(roomId) ?? 0))
      soon(roomId)
    },
    shrink(roomId: RoomId): void {
      const state = rooms.get(roomId)
      if (state && !pages.isLoading(roomId)) set(states.shrinkRoom(state))
    },
    /** Somebody has answered a message: what it says stays known for as long as the answer waits. */
    keepQuoted(roomId: RoomId, id: MessageId): void {
      const state = rooms.get(roomId)
      const message = state && findAnswered(state, (one) => one.id === id)
      if (message) set(states.noteQuoted(state, [message]))
    },
    /** What somebody who scrolls or follows a link asks for. */
    pages: pages.client,
    clear(): void {
      for (const roomId of [...rooms.keys()]) drop(roomId)
      heads.clear()
      failures.clear()
    },
    /** The connection is lost; nothing is tried again before the next. */
    pause(): void {
      for (const roomId of [...timers.keys()]) forgetTimer(roomId)
      failures.clear()
    },
  }
}
