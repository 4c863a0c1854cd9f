import { isMentioned, type OutboxEntry, type RoomView } from '@chat/client'
import type { ErrorBody, Forwarded, Mention, MessageId, QuotedMessage, Reaction, Seq, UserId } from '@chat/protocol'
import { quotesOf } from '../replies/quotes-of.ts'

/** Messages of one author that are closer than this stand under one name. */
const GROUP_WITHIN_MS = 5 * 60_000

/** One message as the timeline draws it. Flat, so that an unchanged row compares equal field by field. */
export interface TimelineRow {
  readonly id: MessageId
  /** Its place in the room's log; undefined for what is not there yet. */
  readonly seq: Seq | undefined
  /** undefined for one's own unsent messages as long as the server has not told who one is. */
  readonly authorId: UserId | undefined
  readonly own: boolean
  /** Of somebody whom one has blocked. */
  readonly folded: boolean
  readonly deleted: boolean
  /** Somebody who runs the room has deleted it. */
  readonly deletedByModerator: boolean
  /** When it was last edited. */
  readonly editedAt: number | undefined
  /** Since when it is pinned. */
  readonly pinnedAt: number | undefined
  readonly text: string
  /** Whom it mentions. */
  readonly mentions: readonly Mention[] | undefined
  readonly mentionsRoom: boolean
  /** The message that it answers. */
  readonly replyTo: MessageId | undefined
  /** Who wrote that. */
  readonly replyToAuthorId: UserId | undefined
  /** What it answers, as it is now, as far as it is known. */
  readonly quoted: QuotedMessage | undefined
  /** That is of somebody whom one has blocked. */
  readonly quoteFolded: boolean
  /** What it passes on. */
  readonly forwarded: Forwarded | undefined
  /** It calls whoever looks at it. */
  readonly mentioned: boolean
  /** None where nobody reacts; the same list as long as nothing changes. */
  readonly reactions: readonly Reaction[]
  /** What hangs on it; undefined for nothing. */
  readonly replyCount: number | undefined
  readonly lastReplyAt: number | undefined
  /** The first people who answered; the same list as long as nothing changes. */
  readonly repliers: readonly UserId[] | undefined
  readonly at: number
  /** `sent` also for what is in the room's log. */
  readonly state: OutboxEntry['state']
  /** Why the server did not take it: for good, or until `retryAt`. */
  readonly error: ErrorBody | undefined
  readonly retryAt: number | undefined
  /** The first under its author's name. */
  readonly startsGroup: boolean
  readonly endsGroup: boolean
  /** The start of its day, if it is the first of that day. */
  readonly day: number | undefined
}

/** The start of the day of a moment, where the person is. */
export function startOfDay(at: number): number {
  return new Date(at).setHours(0, 0, 0, 0)
}

const NO_REACTIONS: readonly Reaction[] = []

/** What is in the outbox mentions nobody yet: that is for the server to find out. */
const UNSENT = {
  seq: undefined,
  own: true,
  folded: false,
  deleted: false,
  deletedByModerator: false,
  editedAt: undefined,
  pinnedAt: undefined,
  mentions: undefined,
  mentionsRoom: false,
  mentioned: false,
  reactions: NO_REACTIONS,
  replyCount: undefined,
  lastReplyAt: undefined,
  repliers: undefined,
} as const

type Ungrouped = Omit<TimelineRow, 'startsGroup' | 'endsGroup' | 'day'>

/** Turns a room's messages and what waits in the outbox into rows, oldest first. */
export function timelineRows(
  view: Pick<RoomView, 'messages' | 'outbox'> & Partial<Pick<RoomView, 'hasMoreAfter' | 'quoted'>>,
  me: UserId | undefined,
  blocked: ReadonlySet<UserId> = new Set(),
): TimelineRow[] {
  const quoteOf = quotesOf(view, blocked)
  const rows: Ungrouped[] = view.messages.map(
    ({
      id,
      seq,
      authorId,
      text,
      sentAt,
      editedAt,
      pinnedAt,
      deletedAt,
      deletedByModerator,
      mentions,
      mentionsRoom = false,
      replyTo,
      replyToAuthorId,
      forwarded,
      reactions,
      replyCount,
      lastReplyAt,
      repliers,
    }) => ({
      id,
      seq,
      authorId,
      own: authorId === me,
      folded: blocked.has(authorId),
      deleted: deletedAt !== undefined,
      deletedByModerator: deletedByModerator === true,
      editedAt,
      pinnedAt,
      text,
      mentions,
      mentionsRoom,
      replyTo,
      ...quoteOf(replyTo, replyToAuthorId),
      forwarded,
      mentioned: isMentioned({ authorId, mentions, mentionsRoom, replyToAuthorId }, { me, blocked }),
      reactions: reactions ?? NO_REACTIONS,
      replyCount,
      lastReplyAt,
      repliers,
      at: sentAt,
      state: 'sent',
      error: undefined,
      retryAt: undefined,
    }),
  )
  // What waits stands after the newest.
  for (const { id, text, replyTo, forwarded, createdAt, state, error, retryAt } of view.hasMoreAfter
    ? []
    : view.outbox) {
    const place = { replyTo, ...quoteOf(replyTo), forwarded }
    rows.push({ ...UNSENT, id, authorId: me, text, ...place, at: createdAt, state, error, retryAt })
  }
  return rows.map((row, index) => {
    const before = rows[index - 1]
    const after = rows[index + 1]
    const day = startOfDay(row.at)
    return {
      ...row,
      startsGroup: before === undefined || !together(before, row),
      endsGroup: after === undefined || !together(row, after),
      day: before !== undefined && startOfDay(before.at) === day ? undefined : day,
    }
  })
}

/** The first message of others after a position that is not deleted: there begins what is new. */
export function firstUnread(rows: readonly TimelineRow[], after: Seq): MessageId | undefined {
  return rows.find(({ seq, own, deleted }) => seq !== undefined && seq > after && !own && !deleted)?.id
}

function together(earlier: Ungrouped, later: Ungrouped): boolean {
  return (
    earlier.authorId === later.authorId &&
    Math.abs(later.at - earlier.at) < GROUP_WITHIN_MS &&
    startOfDay(earlier.at) === startOfDay(later.at)
  )
}
