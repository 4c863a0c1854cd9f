import type { ChosenStatus, Message, NotifyDefaults, NotifyLevel, RoomSummary } from '@chat/protocol'
import { countsAsUnread, isMentioned, type Reader } from './unread-after.ts'

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
  rooms: readonly Pick<RoomSummary, 'kind' | 'notify' | 'muted' | 'unread' | 'mentions'>[],
  defaults: NotifyDefaults,
): Waiting {
  const heard = rooms.filter(({ muted }) => !muted)
  return {
    calling: heard.reduce((sum, room) => sum + countOf(room, notifyLevel(room, defaults)), 0),
    more: heard.some((room) => room.unread > countOf(room, notifyLevel(room, defaults))),
  }
}

/** How many of the messages that wait in a room notify. */
export function countOf({ unread, mentions }: Pick<RoomSummary, 'unread' | 'mentions'>, level: NotifyLevel): number {
  if (level === 'nothing') return 0
  return level === 'all' ? unread : mentions
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
  if (!countsAsUnread(message, reader) || reader.blocked.has(message.authorId)) return undefined
  const level = notifyLevel(room, defaults)
  if (level === 'nothing') return undefined
  if (isMentioned(message, reader)) return 'mention'
  return level === 'all' ? 'message' : undefined
}
