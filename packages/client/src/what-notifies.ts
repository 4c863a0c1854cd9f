import type { ChosenStatus, Message, NotifyDefaults, NotifyLevel, RoomSummary } from '@chat/protocol'
import { isMentioned, type Reader } from './unread-after.ts'

/** What notifies somebody in a room: what they have chosen for it, or for all rooms of its kind. */
export function notifyLevel(
  { kind, notify }: Pick<RoomSummary, 'kind' | 'notify'>,
  defaults: NotifyDefaults,
): NotifyLevel {
  return notify ?? (kind === 'direct' ? defaults.direct : defaults.rooms)
}

/** What waits in all rooms together, for somebody who is not looking. */
export interface Waiting {
  /** Messages that call them: of each room as many as notify there. */
  readonly calling: number
  /** Whether there is more to read than that. */
  readonly more: boolean
}

/** Adds up what waits. A muted room adds nothing. */
export function whatWaits(
  rooms: readonly Pick<RoomSummary, 'kind' | 'notify' | 'muted' | 'unread' | 'mentions' | 'mentionsInThreads'>[],
  defaults: NotifyDefaults,
): Waiting {
  const heard = rooms.filter(({ muted }) => !muted)
  return {
    calling: heard.reduce((sum, room) => sum + countOf(room, notifyLevel(room, defaults)), 0),
    more: heard.some((room) => countOf(room, 'all') > countOf(room, notifyLevel(room, defaults))),
  }
}

/** How many of the messages that wait in a room notify. */
export function countOf(
  { unread, mentions, mentionsInThreads = 0 }: Pick<RoomSummary, 'unread' | 'mentions' | 'mentionsInThreads'>,
  level: NotifyLevel,
): number {
  if (level === 'nothing') return 0
  return level === 'all' ? unread + mentionsInThreads : mentions
}

/** What decides beside the message and its room. */
export interface NotifyRules {
  readonly defaults: NotifyDefaults
  readonly reader: Reader
  /** What the reader has chosen to be shown as: `dnd` silences everything. */
  readonly status: ChosenStatus
}

/** Whether a message notifies its reader, and as what; undefined where it does not. */
export function noticeOf(
  message: Message,
  room: Pick<RoomSummary, 'kind' | 'notify' | 'muted' | 'lastReadSeq'>,
  { defaults, reader, status }: NotifyRules,
): 'message' | 'mention' | undefined {
  if (status === 'dnd' || room.muted || message.seq <= room.lastReadSeq) return undefined
  const { authorId, deletedAt, threadRoot } = message
  if (authorId === reader.me || deletedAt !== undefined || reader.blocked.has(authorId)) return undefined
  const level = notifyLevel(room, defaults)
  if (level === 'nothing') return undefined
  if (isMentioned(message, reader)) return 'mention'
  // What is said in threads without calling one waits there.
  return level === 'all' && threadRoot === undefined ? 'message' : undefined
}
