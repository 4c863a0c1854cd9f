import type { ChosenStatus, Message, NotifyDefaults, NotifyLevel, RoomNotify, RoomSummary } from '@chat/protocol'
import { isMentioned, type Reader } from './unread-after.ts'

/** What somebody has chosen to be notified of: in single rooms, by their ids, and where they have chosen nothing for them. */
export interface NotifyChosen {
  readonly choices: ReadonlyMap<string, RoomNotify>
  readonly defaults: NotifyDefaults
}

/** What notifies somebody in rooms of a kind for which they have chosen nothing. */
export function usualLevel(kind: RoomSummary['kind'], defaults: NotifyDefaults): NotifyLevel {
  return kind === 'direct' ? defaults.direct : defaults.rooms
}

/** What notifies somebody in a room: what they have chosen for it, or for all rooms of its kind. */
export function notifyLevel(
  { id, kind }: Pick<RoomSummary, 'id' | 'kind'>,
  { choices, defaults }: NotifyChosen,
): NotifyLevel {
  return choices.get(id)?.level ?? usualLevel(kind, defaults)
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
  rooms: readonly Pick<RoomSummary, 'id' | 'kind' | 'unread' | 'mentions' | 'mentionsInThreads'>[],
  chosen: NotifyChosen,
): Waiting {
  const heard = rooms.filter(({ id }) => !chosen.choices.get(id)?.muted)
  return {
    calling: heard.reduce((sum, room) => sum + countOf(room, notifyLevel(room, chosen)), 0),
    more: heard.some((room) => countOf(room, 'all') > countOf(room, notifyLevel(room, chosen))),
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
export interface NotifyRules extends NotifyChosen {
  readonly reader: Reader
  /** What the reader has chosen to be shown as: `dnd` silences everything. */
  readonly status: ChosenStatus
}

/** Whether a message notifies its reader, and as what; undefined where it does not. */
export function noticeOf(
  message: Message,
  room: Pick<RoomSummary, 'id' | 'kind' | 'lastReadSeq'>,
  rules: NotifyRules,
): 'message' | 'mention' | undefined {
  const { choices, reader, status } = rules
  if (status === 'dnd' || choices.get(room.id)?.muted || message.seq <= room.lastReadSeq) return undefined
  const { authorId, deletedAt, threadRoot } = message
  if (authorId === reader.me || deletedAt !== undefined || reader.blocked.has(authorId)) return undefined
  const level = notifyLevel(room, rules)
  if (level === 'nothing') return undefined
  if (isMentioned(message, reader)) return 'mention'
  // What is said in threads without calling one waits there.
  return level === 'all' && threadRoot === undefined ? 'message' : undefined
}
