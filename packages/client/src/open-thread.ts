import type { Message, MessageId, RoomChanges, UserId } from '@chat/protocol'
import { mergeChanges, mergeInside } from './own-reactions.ts'
import { prependMessages, type RoomWindow, trimWindow, WINDOW_LIMIT } from './room-window.ts'

/**
 * A thread that somebody looks at: a window of its own beside that of the timeline, which the same changes of the room keep
 * current.
 */
export interface OpenThread {
  readonly rootId: MessageId
  /** Undefined until a first page is there. */
  readonly loaded?: LoadedThread
  /** While a page is on its way: what has changed since. The page may have been read before. */
  readonly late?: readonly RoomChanges[]
}

/** What is known of the thread. */
export interface LoadedThread {
  readonly root: Message
  readonly window: RoomWindow
  /** How large the window may become before its oldest messages are forgotten. */
  readonly limit: number
}

/** A page of the history of a thread. */
export interface ThreadPage {
  readonly root: Message
  readonly messages: readonly Message[]
  readonly hasMoreBefore: boolean
}

/** To be called when a page is asked for: the first, or one before what is loaded. */
export function expectThreadPage(rootId: MessageId, before?: OpenThread): OpenThread {
  return { ...(before?.rootId === rootId && before), rootId, late: [] }
}

/** The first page, a page before what is loaded, or its absence. */
export function receiveThreadPage({ late = [], ...thread }: OpenThread, page?: ThreadPage, me?: UserId): OpenThread {
  if (!page) return thread
  const { messages, hasMoreBefore } = page
  const before = thread.loaded?.window ?? { messages: [], hasMoreBefore, threadRoot: thread.rootId }
  const window = prependMessages(before, messages, hasMoreBefore)
  const limit = Math.max(thread.loaded?.limit ?? WINDOW_LIMIT, window.messages.length + WINDOW_LIMIT / 2)
  const loaded = late.reduce((now, changes) => change(now, changes, me), { root: page.root, window, limit })
  return { ...thread, loaded }
}

/**
 * Takes over what has changed in the room.
 *
 * @param inside changes are missing before these: the window becomes no longer
 */
export function changeThread(
  thread: OpenThread,
  changes: RoomChanges,
  me: UserId | undefined,
  { inside = false }: { readonly inside?: boolean } = {},
): OpenThread {
  const { rootId, loaded, late } = thread
  const messages = changes.messages.filter(({ id, threadRoot }) => id === rootId || threadRoot === rootId)
  if (messages.length === 0 && changes.reacted === undefined) return thread
  const own = { ...changes, messages }
  return {
    rootId,
    ...(loaded && { loaded: change(loaded, own, me, inside) }),
    ...(late && { late: [...late, own] }),
  }
}

function change(
  { root, window, limit }: LoadedThread,
  changes: RoomChanges,
  me: UserId | undefined,
  inside = false,
): LoadedThread {
  const hanging = mergeChanges({ messages: [root], hasMoreBefore: false }, changes, me)
  const merged = inside ? mergeInside(window, changes, me) : mergeChanges(window, changes, me)
  return { root: hanging.messages[0] ?? root, window: trimWindow(merged, limit), limit }
}
