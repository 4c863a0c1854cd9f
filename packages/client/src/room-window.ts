import type { Message, MessageId, Seq } from '@chat/protocol'

/**
 * The messages of a timeline or of a thread that are loaded: without holes, in order of seq, up to the newest. What is
 * older than the first of them is not known.
 */
export interface RoomWindow {
  readonly messages: readonly Message[]
  readonly hasMoreBefore: boolean
  /** What the thread hangs on, of which these are the messages. */
  readonly threadRoot?: MessageId
}

/** How many messages a window keeps while nobody scrolls up. */
export const WINDOW_LIMIT = 1_000

/**
 * Puts messages as they are now into the window: known ones are replaced, ones older than the window left out, and those
 * of other threads, or of any.
 */
export function mergeMessages(window: RoomWindow, changed: readonly Message[]): RoomWindow {
  const inside = changed.filter(
    (message) => message.threadRoot === window.threadRoot && !isBeforeWindow(window, message),
  )
  if (inside.length === 0) return window
  const messages = appendable(window.messages, inside)
    ? [...window.messages, ...inside]
    : mergeById([...window.messages, ...inside])
  return { ...window, messages }
}

/** Puts a page of older messages in front. */
export function prependMessages(window: RoomWindow, page: readonly Message[], hasMoreBefore: boolean): RoomWindow {
  return { ...window, messages: mergeById([...page, ...window.messages]), hasMoreBefore }
}

/** Whether a message was posted at this place, as far as the window knows. */
export function hasMessageAt({ messages }: RoomWindow, seq: Seq): boolean {
  return messages.some((message) => message.seq === seq)
}

/** Forgets the oldest messages, so that at most `size` are left. */
export function trimWindow(window: RoomWindow, size: number): RoomWindow {
  if (window.messages.length <= size) return window
  return { ...window, messages: window.messages.slice(-size), hasMoreBefore: true }
}

export function isBeforeWindow({ messages, hasMoreBefore }: RoomWindow, message: Message): boolean {
  const first = messages[0]
  return hasMoreBefore && first !== undefined && message.seq < first.seq
}

/** The usual case, which must not cost a sort of the whole window: everything is newer than what is there. */
function appendable(messages: readonly Message[], added: readonly Message[]): boolean {
  let last = messages.at(-1)?.seq ?? 0
  return added.every(({ seq }) => {
    const follows = seq > last
    last = seq
    return follows
  })
}

/** Later ones win. */
function mergeById(messages: readonly Message[]): Message[] {
  const byId = new Map(messages.map((message) => [message.id, message]))
  return [...byId.values()].sort((a, b) => a.seq - b.seq)
}
