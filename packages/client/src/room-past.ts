import type { Message, Seq, UserId } from '@chat/protocol'
import { mergeInside } from './own-reactions.ts'
import { rememberQuoted } from './quoted-messages.ts'
import { type RoomState, receivePage } from './room-state.ts'
import { hasMessageAt, type RoomWindow, WINDOW_LIMIT } from './room-window.ts'

/**
 * Looking at a part of the history away from the newest messages. The past is a window of its own, without holes, which
 * ends before the room's window begins; the two become one where they meet. The room's window goes on as if nobody had left.
 */

/** A page of the history. */
export interface HistoryPage {
  readonly messages: readonly Message[]
  readonly hasMoreBefore: boolean
}

/** The state without a past: the newest messages are looked at. */
export function leavePast(state: RoomState): RoomState {
  const { past, ...present } = state
  return past ? present : state
}

/** What somebody looks at. */
export function windowInSight({ past, window }: RoomState): RoomWindow {
  return past ?? window
}

/** The message at this place, where the state has it. */
export function messageAt({ window, past }: RoomState, seq: Seq): Message | undefined {
  const isThere = (message: Message) => message.seq === seq
  return window.messages.find(isThere) ?? past?.messages.find(isThere)
}

/** Whether the state tells that there is, or is not, a message at this place; undefined if only the server knows. */
export function knowsMessageAt({ window, past, cursor }: RoomState, seq: Seq): boolean | undefined {
  if (hasMessageAt(window, seq) || (past && hasMessageAt(past, seq))) return true
  return reachesBackTo(window, seq) && seq <= cursor ? false : undefined
}

/** Where what was said around this place in the log is loaded, if it is. There need not be a message at it. */
export function loadedAround({ window, past, cursor }: RoomState, seq: Seq): 'present' | 'past' | undefined {
  if (seq <= cursor && reachesBackTo(window, seq)) return 'present'
  const last = past?.messages.at(-1)
  return past && last && seq <= last.seq && reachesBackTo(past, seq) ? 'past' : undefined
}

function reachesBackTo({ messages: [first], hasMoreBefore }: RoomWindow, seq: Seq): boolean {
  return !hasMoreBefore || (first !== undefined && first.seq <= seq)
}

/** Looks at the message at this place, which the state has. */
export function lookAt(state: RoomState, seq: Seq): RoomState {
  return hasMessageAt(state.window, seq) ? leavePast(state) : state
}

/** Looks at a page of the history, or goes on as before where it does not have what it was asked for. */
export function openPast(state: RoomState, page?: HistoryPage, me?: UserId): RoomState {
  return page ? settle(state, page, -WINDOW_LIMIT, me) : receivePage(state)
}

/** A page that goes on where the past begins. */
export function extendPastBefore(state: RoomState, page?: HistoryPage, me?: UserId): RoomState {
  if (!page || !state.past) return receivePage(state)
  return settle(state, { ...page, messages: [...page.messages, ...state.past.messages] }, WINDOW_LIMIT, me)
}

/** A page that goes on where the past ends. */
export function extendPastAfter(state: RoomState, page?: HistoryPage, me?: UserId): RoomState {
  if (!page || !state.past) return receivePage(state)
  return settle(state, { ...state.past, messages: [...state.past.messages, ...page.messages] }, -WINDOW_LIMIT, me)
}

/** @param keep how many messages of it are kept: from the first, or if negative from the last */
function settle(state: RoomState, past: HistoryPage, keep: number, me: UserId | undefined): RoomState {
  const late = state.late ?? []
  const current = late.reduce<RoomWindow>((merged, changes) => mergeInside(merged, changes, me), past)
  if (meets(state, current)) return receivePage(leavePast(state), current, me)
  const { late: _, ...rest } = state
  if (current.messages.length <= WINDOW_LIMIT) return { ...rest, past: current }
  const messages = keep < 0 ? current.messages.slice(keep) : current.messages.slice(0, keep)
  const shorter = { messages, hasMoreBefore: keep < 0 || current.hasMoreBefore }
  return rememberQuoted({ ...rest, past: current }, { ...rest, past: shorter })
}

/** Whether nothing is missing between the past and the room's window. */
function meets({ window, cursor }: RoomState, past: RoomWindow): boolean {
  const [first, last, newer] = [past.messages[0], past.messages.at(-1), window.messages[0]]
  if (first === undefined || last === undefined || newer === undefined) return false
  return last.seq >= newer.seq && first.seq <= cursor
}
