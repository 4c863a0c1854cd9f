import {
  getRoomHistory,
  getThreadHistory,
  isRetriable,
  type Message,
  type MessageId,
  type RequestOutput,
  type RoomId,
  type Seq,
  type Thread,
  type User,
  type UserId,
} from '@chat/protocol'
import { backOff } from './back-off.ts'
import type { Clock } from './clock.ts'
import { expectThreadPage, receiveThreadPage } from './open-thread.ts'
import type { OutboxEntry } from './outbox-entry.ts'
import { RequestError, unlessRefused } from './request-error.ts'
import type { Ask } from './requests.ts'
import { messageAt } from './room-past.ts'
import type { RoomState } from './room-state.ts'
import type { ReadableStore } from './store.ts'
import { createStore, type WritableStore } from './writable-store.ts'

/** What is shown of a thread that is open. */
export interface ThreadView {
  readonly roomId: RoomId
  /** The place of its root in the room's log. */
  readonly seq: Seq
  /** `missing`: there is no such message, or no thread can hang on it. */
  readonly status: 'loading' | 'ready' | 'missing'
  readonly root?: Message
  readonly messages: readonly Message[]
  readonly outbox: readonly OutboxEntry[]
  readonly hasMoreBefore: boolean
  readonly loadingBefore: boolean
}

export interface OpenThreadsOptions {
  readonly ask: Ask
  readonly clock: Clock
  readonly random: () => number
  readonly isReady: () => boolean
  readonly account: () => UserId | undefined
  readonly stateOf: (roomId: RoomId) => RoomState | undefined
  readonly set: (state: RoomState) => void
  /** The room as it will be once the server has taken what one did. */
  readonly fulfilled: (state: RoomState | undefined) => RoomState | undefined
  readonly outboxOf: (roomId: RoomId) => readonly OutboxEntry[]
  readonly learn: (users: readonly User[]) => void
  readonly onMessages: (messages: readonly Message[]) => void
  /** A page is about to be asked for; returns what takes over the thread that comes with it. */
  readonly expectThread: () => (thread: Thread) => void
}

/** A thread that is open in a room. */
interface Opened {
  readonly seq: Seq
  rootId?: MessageId
  missing?: true
  /** The first page is on its way. */
  loading?: Promise<void>
  loadingBefore?: true
  failures: number
  timer?: unknown
}

/** Keeps the threads loaded that somebody looks at: one in each room. */
export function createOpenThreads(options: OpenThreadsOptions) {
  const { ask, clock, stateOf } = options
  const opened = new Map<RoomId, Opened>()
  const stores = new Map<RoomId, WritableStore<ThreadView | undefined>>()

  function storeOf(roomId: RoomId): WritableStore<ThreadView | undefined> {
    const known = stores.get(roomId)
    if (known) return known
    const store = createStore<ThreadView | undefined>(undefined)
    stores.set(roomId, store)
    return store
  }

  function pause(least = 0): Promise<void> {
    return new Promise((resolve) => clock.setTimeout(resolve, least + backOff(3, options.random)))
  }

  function refresh(roomId: RoomId): void {
    const store = storeOf(roomId)
    const thread = opened.get(roomId)
    const view = thread && viewOf(roomId, thread, options.fulfilled(stateOf(roomId)), options.outboxOf(roomId))
    const before = store.get()
    store.set(view && before && sameView(before, view) ? before : view)
  }

  /** Loads the first page, unless it is there or the room itself is not. */
  function load(roomId: RoomId): void {
    const thread = opened.get(roomId)
    const state = stateOf(roomId)
    if (!thread || !state || thread.loading !== undefined || thread.missing || thread.timer !== undefined) return
    if (!options.isReady()) return
    if (state.thread?.loaded && state.thread.rootId === thread.rootId) return
    // Not before it is known to be under way: what it begins with changes the room, and whoever hears of that loads.
    const loading = Promise.resolve().then(() => run(roomId, thread))
    thread.loading = loading.finally(() => {
      delete thread.loading
      refresh(roomId)
      // The room's state may have been replaced meanwhile.
      if (opened.get(roomId) === thread) load(roomId)
    })
  }

  async function run(roomId: RoomId, thread: Opened): Promise<void> {
    try {
      const rootId = thread.rootId ?? (await findRoot(roomId, thread.seq))
      if (opened.get(roomId) !== thread) return
      if (rootId === undefined) {
        thread.missing = true
        return
      }
      thread.rootId = rootId
      await takePage(roomId, thread, rootId)
      thread.failures = 0
    } catch (error) {
      recover(roomId, thread, error)
    }
  }

  function recover(roomId: RoomId, thread: Opened, error: unknown): void {
    if (!(error instanceof RequestError)) throw error
    if (error.code === 'DISCONNECTED' || opened.get(roomId) !== thread) return
    if (error.body && !isRetriable(error.body.code)) {
      thread.missing = true
      return
    }
    thread.failures += 1
    const again = (): void => {
      delete thread.timer
      load(roomId)
    }
    thread.timer = clock.setTimeout(again, (error.body?.retryAfterMs ?? 0) + backOff(thread.failures, options.random))
  }

  async function findRoot(roomId: RoomId, seq: Seq): Promise<MessageId | undefined> {
    const state = stateOf(roomId)
    const known = state && messageAt(state, seq)
    if (known) return known.id
    const page = await ask(getRoomHistory, { roomId, around: seq, limit: 1 })
    return page.messages.find((message) => message.seq === seq)?.id
  }

  /** @param before the place before which the page ends; without it, it is the latest */
  async function takePage(roomId: RoomId, thread: Opened, rootId: MessageId, before?: Seq): Promise<void> {
    const state = stateOf(roomId)
    if (!state) return
    options.set({ ...state, thread: expectThreadPage(rootId, before === undefined ? undefined : state.thread) })
    const take = options.expectThread()
    let page: RequestOutput<typeof getThreadHistory> | undefined
    try {
      page = await ask(getThreadHistory, { rootId, ...(before !== undefined && { before }) })
      options.learn(page.users)
      options.onMessages([page.root, ...page.messages])
    } finally {
      const now = stateOf(roomId)
      // Another state, or another thread, was not told what has changed since the page was asked for.
      if (now?.thread?.rootId === rootId && now.thread.late && opened.get(roomId) === thread) {
        options.set({ ...now, thread: receiveThreadPage(now.thread, page, options.account()) })
      }
    }
    take(page.thread)
  }

  return {
    view: (roomId: RoomId): ReadableStore<ThreadView | undefined> => storeOf(roomId),
    open(roomId: RoomId, seq: Seq): void {
      if (opened.get(roomId)?.seq === seq) return
      close(roomId)
      opened.set(roomId, { seq, failures: 0 })
      refresh(roomId)
      load(roomId)
    },
    close,
    /** The place of the last message of a thread, where it is open. */
    endOf(rootId: MessageId): Seq | undefined {
      const [roomId] = [...opened].find(([, thread]) => thread.rootId === rootId) ?? []
      return roomId && stateOf(roomId)?.thread?.loaded?.window.messages.at(-1)?.seq
    },
    async threadAt(roomId: RoomId, seq: Seq): Promise<Seq | undefined> {
      return (await ask(getRoomHistory, { roomId, around: seq, limit: 1 })).threadRootSeq
    },
    async loadBefore(roomId: RoomId): Promise<void> {
      const thread = opened.get(roomId)
      // It shows before it has quite arrived.
      await thread?.loading
      const window = stateOf(roomId)?.thread?.loaded?.window
      const first = window?.messages[0]
      if (!thread?.rootId || opened.get(roomId) !== thread) return
      if (!first || !window.hasMoreBefore || thread.loadingBefore) return
      thread.loadingBefore = true
      refresh(roomId)
      try {
        await takePage(roomId, thread, thread.rootId, first.seq)
      } catch (error) {
        unlessRefused(error)
        // What cannot be loaded now is still missing afterwards, and whoever looks for it asks again, but not at once.
        await pause(error instanceof RequestError ? error.body?.retryAfterMs : undefined)
      } finally {
        delete thread.loadingBefore
        refresh(roomId)
      }
    },
    /** A room looks different, or has another state. */
    onState(roomId: RoomId): void {
      if (!opened.has(roomId)) return
      load(roomId)
      refresh(roomId)
    },
    /** There is a new connection. */
    resume(): void {
      for (const [roomId, thread] of opened) {
        clock.clearTimeout(thread.timer)
        delete thread.timer
        load(roomId)
      }
    },
    clear(): void {
      for (const roomId of [...opened.keys()]) close(roomId)
    },
  }

  function close(roomId: RoomId): void {
    const thread = opened.get(roomId)
    if (!thread) return
    clock.clearTimeout(thread.timer)
    opened.delete(roomId)
    const state = stateOf(roomId)
    if (state?.thread) {
      const { thread: _, ...rest } = state
      options.set(rest)
    }
    refresh(roomId)
  }
}

function viewOf(
  roomId: RoomId,
  thread: Opened,
  state: RoomState | undefined,
  outbox: readonly OutboxEntry[],
): ThreadView {
  const { seq, rootId, missing, loadingBefore = false } = thread
  const loaded = state?.thread?.rootId === rootId ? state?.thread?.loaded : undefined
  const root = loaded?.root ?? (state && messageAt(state, seq))
  const messages = loaded?.window.messages ?? []
  const shown = new Set(messages.map(({ id }) => id))
  return {
    roomId,
    seq,
    status: missing ? 'missing' : loaded ? 'ready' : 'loading',
    ...(root && { root }),
    messages,
    outbox: outbox.filter(
      ({ id, threadRoot }) => threadRoot !== undefined && threadRoot === root?.id && !shown.has(id),
    ),
    hasMoreBefore: loaded?.window.hasMoreBefore ?? false,
    loadingBefore,
  }
}

function sameView(one: ThreadView, other: ThreadView): boolean {
  const { messages, outbox, ...rest } = one
  const same = (key: keyof typeof rest) => one[key] === other[key]
  return (
    (messages === other.messages || (messages.length === 0 && other.messages.length === 0)) &&
    outbox.length === other.outbox.length &&
    outbox.every((entry, index) => entry === other.outbox[index]) &&
    (['roomId', 'seq', 'status', 'root', 'hasMoreBefore', 'loadingBefore'] as const).every(same)
  )
}
