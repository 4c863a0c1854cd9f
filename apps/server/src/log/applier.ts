import type {
  ErrorCode,
  Member,
  Message,
  PersonReactions,
  QuotedMessage,
  RoomId,
  RoomSummary,
  Seq,
  Timestamp,
  User,
  UserId,
} from '@chat/protocol'
import type { Writing } from '../database/statements.ts'
import type { Tables } from '../database/tables.ts'

/** What every change says: which room, who, and which kind. Plain data, since it travels between threads. */
export interface RoomChange {
  readonly kind: string
  readonly roomId: RoomId
  readonly actorId: UserId
}

/** A change that has been given its place in the log. */
export interface Placed<Change extends RoomChange> {
  readonly change: Change
  readonly seq: Seq
  readonly at: Timestamp
}

/** What clients need to see the change: the current state of what it touched. */
export interface ChangedState {
  readonly message?: Message
  /** What the thread hangs on in which the message is, where the thread is another one now. */
  readonly root?: Message
  /** What the actor reacts with now. It is told where the message does not name everybody who does. */
  readonly reacted?: PersonReactions
  /** What the message answers. */
  readonly quoted?: QuotedMessage
  readonly member?: Member
  readonly user?: User
  readonly room?: RoomSummary
  /** For somebody who has become a member: the room as they see it there. */
  readonly added?: RoomSummary
  /** People to whom a direct conversation shows again that was hidden from them. */
  readonly shownTo?: readonly UserId[]
  /** People whom the message has called into its thread, and who follow it from now on. */
  readonly nowFollowing?: readonly UserId[]
}

/** The rows of the rooms that a group of changes is about, as they are at this point of it. What it counts is not kept up. */
export type LockedRooms = ReadonlyMap<RoomId, Tables['rooms']>

/** The change is already there: the answer that it got then. */
export interface Unchanged {
  readonly status: 'unchanged'
  readonly seq: Seq
  readonly at: Timestamp
}

export interface Refused {
  readonly status: 'refused'
  readonly code: ErrorCode
  readonly message: string
}

/**
 * How one kind of change is made. Both functions get many changes of the kind at once and use one statement for all,
 * inside the transaction that holds the rooms' locks: what `decide` reads stays true until the commit.
 */
export interface Applier<Change extends RoomChange> {
  /** The id of what changes, for the log. */
  subjectId(change: Change): string
  /** Two changes of one key are never in the same call: the later one sees what the earlier one did. */
  key(change: Change): string
  /** Another room of which it reads: that stays as it is until the commit too. */
  readsFrom?(change: Change): RoomId | undefined
  /** Whether it changes the room's own row, which later changes of the group then see. */
  readonly changesRoom?: true
  decide(
    writing: Writing,
    changes: readonly Change[],
    rooms: LockedRooms,
  ): Promise<('accepted' | Unchanged | Refused)[]>
  write(writing: Writing, placed: readonly Placed<Change>[], rooms: LockedRooms): Promise<ChangedState[]>
}
