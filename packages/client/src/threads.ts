import {
  followThread,
  listThreads,
  type Message,
  type MessageId,
  markThreadRead,
  type RequestInput,
  type RequestOutput,
  type RoomChanges,
  type RoomId,
  type Seq,
  type User,
} from '@chat/protocol'
import type { SyncAnswer } from './catch-up.ts'
import type { FollowedThreads } from './followed-threads.ts'
import { createMarks } from './marks.ts'
import { createOpenThreads, type OpenThreadsOptions, type ThreadView } from './open-threads.ts'
import type { ReadableStore } from './store.ts'
import { createThreadCounts, type ThreadCountsOptions } from './thread-counts.ts'

/** Threads that one follows, with what they hang on, and where to go on. */
export type ThreadsPage = RequestOutput<typeof listThreads>

/** What hangs on messages. */
export interface Threads {
  /** What threads are to one, as far as the client knows. */
  readonly threads: ReadableStore<FollowedThreads>
  /** The thread that is open in a room; undefined where none is. */
  openedThread(roomId: RoomId): ReadableStore<ThreadView | undefined>
  /** Loads the thread under the message at this place and keeps it current, in place of the one that is open in the room. */
  openThread(roomId: RoomId, seq: Seq): void
  /** Keeps no thread of the room current any more. */
  closeThread(roomId: RoomId): void
  /** Loads the page before what is loaded of the open thread; does nothing where there is none or it is under way. */
  loadThreadBefore(roomId: RoomId): Promise<void>
  /** Follows a thread on all of one's devices, or ends that. */
  followThread(rootId: MessageId, on: boolean): Promise<void>
  /** Marks a thread as read up to a position. It shows at once, and the server is told as soon as it can be. */
  markThreadRead(rootId: MessageId, seq: Seq): void
  /** A page of the threads that one follows, the latest reply first. */
  listThreads(input: RequestInput<typeof listThreads>): Promise<ThreadsPage>
  /** Where the message stands in whose thread the one at this place is; undefined where it is in none. */
  threadAt(roomId: RoomId, seq: Seq): Promise<Seq | undefined>
}

export interface ThreadsOptions
  extends Omit<OpenThreadsOptions, 'expectThread'>,
    Omit<ThreadCountsOptions, 'wantedMark' | 'endOf'> {
  readonly learn: (users: readonly User[]) => void
  readonly onMessages: (messages: readonly Message[]) => void
}

export function createThreads(options: ThreadsOptions) {
  const { ask, learn } = options
  const marks = createMarks<MessageId, Seq>({
    ...options,
    later: Math.max,
    async say(rootId, seq) {
      const take = counts.expect()
      const { thread } = await ask(markThreadRead, { rootId, seq })
      take(thread)
      if (options.summaryOf(thread.roomId)?.mentionsInThreads) options.onMentions(thread.roomId)
      return seq
    },
    onMoved: (rootId, seq) => counts.read(rootId, seq),
  })
  const counts = createThreadCounts({
    ...options,
    wantedMark: marks.wanted,
    endOf: (rootId) => open.endOf(rootId),
  })
  const open = createOpenThreads({ ...options, expectThread: counts.expect })

  const client: Threads = {
    threads: counts.store,
    openedThread: open.view,
    openThread: open.open,
    closeThread: open.close,
    loadThreadBefore: open.loadBefore,
    async followThread(rootId, on) {
      const take = counts.expect()
      const { thread } = await ask(followThread, { rootId, on })
      take(thread)
    },
    markThreadRead(rootId, seq) {
      const thread = counts.store.get().threads.get(rootId)
      if (!thread || seq <= thread.readSeq) return
      counts.read(rootId, seq)
      marks.want(rootId, seq)
    },
    async listThreads(input) {
      const take = counts.expect()
      const page = await ask(listThreads, input)
      learn(page.users)
      options.onMessages(page.roots)
      for (const thread of page.threads) take(thread)
      return page
    },
    threadAt: open.threadAt,
  }

  return {
    client,
    handlers: { 'thread:changed': counts.receive },
    replace: (answer: SyncAnswer) => counts.replace(answer),
    apply: (changes: RoomChanges) => counts.apply(changes),
    retain: counts.retain,
    blockedChanged: counts.blockedChanged,
    onState: open.onState,
    pause: counts.pause,
    resume(): void {
      marks.resume()
      open.resume()
    },
    clear(): void {
      marks.clear()
      counts.clear()
      open.clear()
    },
  }
}
