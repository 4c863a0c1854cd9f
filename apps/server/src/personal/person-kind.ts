import type { Seq, Timestamp, UserId } from '@chat/protocol'
import type { Kysely } from 'kysely'
import type { Writing } from '../database/statements.ts'
import type { Tables } from '../database/tables.ts'
import type { Refused } from '../log/applier.ts'

/** What every change of a person's own says: whose it is, and which kind. Plain data, since it travels between threads. */
export interface OwnChange {
  readonly kind: string
  readonly userId: UserId
}

/** The place in the person's log that a change takes, unless it changes nothing. */
export interface Place {
  readonly seq: Seq
  readonly at: Timestamp
}

/** How one kind of a person's own things is kept. */
export interface PersonKindKeeper<Change extends OwnChange, Item> {
  /** What tells the thing that changes from others of its kind, for the log. */
  subject(change: Change): string
  /**
   * Makes the change, inside the transaction that holds the lock on the person's log.
   *
   * @returns whether there is such a thing from now on, or it is gone: that is forgotten some day
   */
  apply(writing: Writing, change: Change, place: Place): Promise<'kept' | 'gone' | 'unchanged' | Refused>
  /** What these things are now, by subject. What is gone is left out. */
  find(db: Kysely<Tables>, userId: UserId, subjects: readonly string[]): Promise<ReadonlyMap<string, Item>>
  /** Takes away everything of somebody. */
  erase(db: Kysely<Tables>, userId: UserId): Promise<void>
}
