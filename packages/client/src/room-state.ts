import type { Message, QuotedMessage, RoomChanges, RoomId, Seq, UserId } from '@chat/protocol'
import { changeThread, type OpenThread } from './open-thread.ts'
import { mergeChanges, mergeInside } from './own-reactions.ts'
import { changeQuoted, learnQuoted, type QuotedMessages, rememberQuoted } from './quoted-messages.ts'
import { isBeforeWindow, prependMessages, type RoomWindow, trimWindow, WINDOW_LIMIT } from './room-window.ts'

/** What the client knows of a room's log. It changes by {@link applyChanges} alone, whatever way the changes came. */
export interface RoomState {
  readonly roomId: RoomId
  /** Every change up to here is in the window. */
  readonly cursor: Seq
  /** The furthest position of the log that the client has heard of. */
  readonly head: Seq
  readonly window: RoomWindow
  /** A part of the history that somebody looks at instead: see `room-past.ts`. */
  readonly past?: RoomWindow
  /** The thread that somebody looks at beside it. */
  readonly thread?: OpenThread
  /** What its messages answer and is not loaded with them. */
  readonly quoted: QuotedMessages
  /** How large the window may become before its oldest messages are forgotten. */
  readonly windowLimit: number
  /**
   * While a page of the history is on its way: what has changed since of messages that are older than the window. The page
   * may have been read before.
   */
  readonly late?: readonly RoomChanges[]
}

export interface Applied {
  readonly state: RoomState
  /** `gap`: changes in between are missing, or there are more than came; ask for those after the cursor. */
  readonly outcome: 'applied' | 'old' | 'gap'
}

/** The state after a window was loaded that is complete up to `cursor`. */
export function loadedRoom(
  roomId: RoomId,
  { messages, hasMoreBefore, quoted }: RoomWindow & { readonly quoted?: readonly QuotedMessage[] | undefined },
  cursor: Seq,
  head: Seq = cursor,
): RoomState {
  const window = { messages, hasMoreBefore }
  return {
    roomId,
    cursor,
    head: Math.max(cursor, head),
    window,
    quoted: learnQuoted(new Map(), quoted),
    windowLimit: WINDOW_LIMIT,
  }
}

/**
 * The cursor rule. Changes that reach from the cursor, or from before it, to after it are applied: they hold the current
 * state of what changed, so seeing some of it twice is harmless. Across a gap they still replace what is known of their
 * messages: nobody may look at the room for long, and what was deleted must not stay until then.
 *
 * @param me is who looks at it
 */
export function applyChanges(before: RoomState, changes: RoomChanges, me?: UserId): Applied {
  const state = noteHead(before, Math.max(changes.head, changes.to))
  if (changes.from > state.cursor) return { state: changeKnown(state, changes, me), outcome: 'gap' }
  if (changes.to <= state.cursor) return { state, outcome: changes.more ? 'gap' : 'old' }
  const merged = {
    ...state,
    cursor: changes.to,
    window: mergeChanges(state.window, changes, me),
    ...(state.past && { past: mergeInside(state.past, changes, me) }),
    ...(state.thread && { thread: changeThread(state.thread, changes, me) }),
    ...(state.late && { late: [...state.late, ofOlder(changes, state.window)] }),
  }
  const quoted = changeQuoted(learnQuoted(state.quoted, changes.quoted), changes.messages, (message) =>
    isAnsweredIn(merged, message),
  )
  const applied = trimRoom({ ...merged, quoted }, state.windowLimit)
  return { state: applied, outcome: 'applied' }
}

function changeKnown(state: RoomState, changes: RoomChanges, me: UserId | undefined): RoomState {
  const { window, past, thread, late, quoted } = state
  const known = changes.quoted?.filter(({ id }) => quoted.has(id))
  return {
    ...state,
    quoted: changeQuoted(learnQuoted(quoted, known), changes.messages, () => false),
    window: mergeInside(window, changes, me),
    ...(past && { past: mergeInside(past, changes, me) }),
    ...(thread && { thread: changeThread(thread, changes, me, { inside: true }) }),
    ...(late && { late: [...late, ofOlder(changes, window)] }),
  }
}

/** The part of the changes that is older than the window. */
function ofOlder(changes: RoomChanges, window: RoomWindow): RoomChanges {
  return { ...changes, messages: changes.messages.filter((message) => isBeforeWindow(window, message)) }
}

/** Whether a message that is not loaded is answered by one that is: it was left out where it came along with that. */
function isAnsweredIn({ window, past }: RoomState, message: Message): boolean {
  if (!isBeforeWindow(window, message)) return false
  return [...window.messages, ...(past?.messages ?? [])].some(({ replyTo }) => replyTo === message.id)
}

function trimRoom(state: RoomState, size: number): RoomState {
  const window = trimWindow(state.window, size)
  return window === state.window ? state : rememberQuoted(state, { ...state, window })
}

/** To be called with what has come along with a page, or is about to be answered. */
export function noteQuoted(state: RoomState, quoted: readonly QuotedMessage[] = []): RoomState {
  if (quoted.length === 0) return state
  const now = changeQuoted(
    learnQuoted(state.quoted, quoted),
    (state.late ?? []).flatMap(({ messages }) => messages),
    () => false,
  )
  return { ...state, quoted: now }
}

export function noteHead(state: RoomState, head: Seq): RoomState {
  return head > state.head ? { ...state, head } : state
}

export function isBehind(state: RoomState): boolean {
  return state.head > state.cursor
}

/** To be called when a page of the history is asked for. */
export function expectPage(state: RoomState): RoomState {
  return { ...state, late: [] }
}

/** A page of messages older than the window, or its absence. Somebody wanted to see it, so the window may grow by it. */
export function receivePage(
  state: RoomState,
  page?: { messages: readonly Message[]; hasMoreBefore: boolean },
  me?: UserId,
): RoomState {
  const { late = [], ...rest } = state
  if (!page) return rest
  const longer = prependMessages(state.window, page.messages, page.hasMoreBefore)
  const window = late.reduce((merged, changes) => mergeChanges(merged, changes, me), longer)
  return { ...rest, window, windowLimit: Math.max(state.windowLimit, window.messages.length + WINDOW_LIMIT / 2) }
}

/** Nobody looks at the room any more: forget what was loaded by scrolling. */
export function shrinkRoom({ past: _, ...state }: RoomState): RoomState {
  return trimRoom({ ...state, windowLimit: WINDOW_LIMIT }, WINDOW_LIMIT)
}
