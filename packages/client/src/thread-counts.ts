import {
  getThreads,
  isRetriable,
  limits,
  type MessageId,
  type RoomChanges,
  type RoomId,
  type RoomSummary,
  type Seq,
  type Thread,
} from '@chat/protocol'
import { backOff } from './back-off.ts'
import type { SyncAnswer } from './catch-up.ts'
import type { Clock } from './clock.ts'
import {
  type FollowedThreads,
  followChanges,
  mergeThread,
  NO_THREADS,
  readThread,
  saysTheSame,
  withoutRooms,
} from './followed-threads.ts'
import { RequestError } from './request-error.ts'
import type { Ask } from './requests.ts'
import { createToldThreads } from './told-threads.ts'
import type { Reader } from './unread-after.ts'
import { createStore } from './writable-store.ts'

/** Several doubts are one question. */
const AFTER_MS = 300

export interface ThreadCountsOptions {
  readonly ask: Ask
  readonly clock: Clock
  readonly random: () => number
  readonly isReady: () => boolean
  readonly summaryOf: (roomId: RoomId) => RoomSummary | undefined
  readonly reader: () => Reader
  /** How far one has read a thread that the server has not been told. */
  readonly wantedMark: (rootId: MessageId) => Seq | undefined
  /** The place of the last message of a thread, where it is known. */
  readonly endOf: (rootId: MessageId) => Seq | undefined
  /** How much of a thread mentions one is not what it was. */
  readonly onMentions: (roomId: RoomId) => void
}

/** What threads are to one: followed or not, and how much is unread. Asks the server where frames do not tell enough. */
export function createThreadCounts(options: ThreadCountsOptions) {
  const { ask, clock } = options
  const store = createStore<FollowedThreads>(NO_THREADS)
  const told = createToldThreads(clock)
  const doubtful = new Set<MessageId>()
  /** How far the log of each room was looked through for what counts. Lists of rooms may be ahead of it. */
  const heard = new Map<RoomId, Seq>()
  let timer: unknown
  let failures = 0

  function doubt(rootIds: readonly MessageId[]): void {
    for (const rootId of rootIds) doubtful.add(rootId)
    if (doubtful.size > 0) later(AFTER_MS)
  }

  function later(delay: number): void {
    if (!options.isReady() || timer !== undefined) return
    timer = clock.setTimeout(() => {
      timer = undefined
      void settle()
    }, delay)
  }

  async function settle(): Promise<void> {
    const rootIds = [...doubtful].slice(0, limits.threadsAsked)
    if (rootIds.length === 0) return
    for (const rootId of rootIds) doubtful.delete(rootId)
    const delay = await askServer(rootIds).catch((error: unknown) => {
      if (!(error instanceof RequestError)) throw error
      return afterFailure(rootIds, error)
    })
    if (doubtful.size > 0) later(delay)
  }

  async function askServer(rootIds: readonly MessageId[]): Promise<number> {
    const since = told.now()
    const { threads } = await ask(getThreads, { rootIds: [...rootIds] })
    failures = 0
    for (const thread of threads) take(thread, since, true)
    const named = new Set(threads.map(({ rootId }) => rootId))
    for (const rootId of rootIds) if (!named.has(rootId)) forget(rootId, since)
    return AFTER_MS
  }

  function afterFailure(rootIds: readonly MessageId[], { body }: RequestError): number {
    if (body && !isRetriable(body.code)) return AFTER_MS
    for (const rootId of rootIds) doubtful.add(rootId)
    failures += 1
    return (body?.retryAfterMs ?? 0) + backOff(failures, options.random)
  }

  const headOf = (roomId: RoomId): Seq => heard.get(roomId) ?? options.summaryOf(roomId)?.head ?? 0
  /** Something has come while it was being counted. */
  const isOutrun = ({ roomId, head }: Thread): boolean => head < headOf(roomId)

  function put(thread: Thread): void {
    const { threads, ...known } = store.get()
    const before = threads.get(thread.rootId)
    if (thread === before) return
    store.set({ ...known, threads: new Map(threads).set(thread.rootId, thread) })
    if ((before?.mentions ?? 0) !== thread.mentions) options.onMentions(thread.roomId)
  }

  /**
   * Takes over what is told of a thread, and doubts it where something else was told meanwhile that it does not go with.
   *
   * @param since from when on it may have been so
   */
  function take(thread: Thread, since: number, isAnswer: boolean): void {
    const { rootId } = thread
    const before = store.get().threads.get(rootId)
    const isContested = told.isContested(thread, since)
    // What says the same as is known adds no doubt to those that there are.
    const isDoubtful = isContested && !saysTheSame(before, thread)
    // What one has read stays read: as the server has not heard of it yet, or had not then.
    const wanted = options.wantedMark(rootId) ?? 0
    const marked = told.isOvertaken(rootId, since) ? (before?.readSeq ?? 0) : 0
    const merged = mergeThread(before, thread, Math.max(wanted, marked))
    told.note(thread)
    // What came while an answer was under way was sent as it happened, and is rather the younger.
    if (!before || !isAnswer || !isDoubtful) put(merged)
    if (isDoubtful || isOutrun(thread)) doubt([rootId])
    else if (!isContested && merged === thread) doubtful.delete(rootId)
  }

  function forget(rootId: MessageId, since: number): void {
    if (told.isOvertaken(rootId, since)) {
      doubt([rootId])
      return
    }
    told.noteGone(rootId)
    const { threads, ...known } = store.get()
    const left = new Map(threads)
    if (left.delete(rootId)) store.set({ ...known, threads: left })
  }

  return {
    store,
    /** Something is about to be asked for that tells of threads; returns what takes those over. */
    expect(): (thread: Thread) => void {
      const since = told.now()
      return (thread) => take(thread, since, true)
    },
    /** Takes over what was sent without being asked for. */
    receive: (thread: Thread): void => take(thread, told.early(), false),
    /** Takes over what a sync brings; what was read here and not said yet stays read. */
    replace({ rooms, threads = [], moreThreads }: Pick<SyncAnswer, 'rooms' | 'threads' | 'moreThreads'>): void {
      heard.clear()
      for (const { id, head } of rooms) heard.set(id, head)
      told.noteAll(threads)
      const read = threads.map((thread) => readThread(thread, options.wantedMark(thread.rootId) ?? 0))
      store.set({ threads: new Map(read.map((thread) => [thread.rootId, thread])), complete: !moreThreads })
      doubt(threads.filter(isOutrun).map(({ rootId }) => rootId))
    },
    /** Takes over changes of a room. */
    apply(changes: RoomChanges): void {
      const { roomId, to, head } = changes
      const before = headOf(roomId)
      const news = followChanges(store.get(), changes, before, options.reader())
      heard.set(roomId, Math.max(before, to, head))
      store.set(news.followed)
      doubt(news.doubtful)
    },
    /** One has read a thread up to here. */
    read(rootId: MessageId, seq: Seq): void {
      const thread = store.get().threads.get(rootId)
      if (!thread) return
      const read = readThread(thread, seq, options.endOf(rootId))
      if (read === thread) return
      put(read)
      if (read.unread > 0) doubt([rootId])
    },
    /** Other people are blocked than before. */
    blockedChanged(): void {
      told.shake()
      doubt([...store.get().threads].flatMap(([rootId, { unread, mentions }]) => (unread + mentions > 0 ? rootId : [])))
    },
    /** One is in these rooms and in no other. */
    retain(isListed: (roomId: RoomId) => boolean): void {
      told.shake()
      for (const roomId of heard.keys()) if (!isListed(roomId)) heard.delete(roomId)
      store.set(withoutRooms(store.get(), isListed))
    },
    /** The connection is lost; the next sync brings what one follows. */
    pause(): void {
      clock.clearTimeout(timer)
      timer = undefined
      failures = 0
      doubtful.clear()
    },
    clear(): void {
      heard.clear()
      store.set(NO_THREADS)
    },
  }
}
