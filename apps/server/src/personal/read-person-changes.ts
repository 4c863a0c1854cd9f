import { limits, type PersonChanges, type Seq, type UserId } from '@chat/protocol'
import type { Kysely } from 'kysely'
import type { Tables } from '../database/tables.ts'
import { FRAME_BUDGET } from '../messages/frame-budget.ts'
import { personKinds } from './person-kinds.ts'

/** How far the logs of these people go; of those who have none it says nothing. */
export async function findPersonHeads(
  db: Kysely<Tables>,
  userIds: readonly UserId[],
): Promise<Map<UserId, { readonly head: Seq }>> {
  const rows = await db.selectFrom('person_heads').selectAll().where('user_id', 'in', userIds).execute()
  return new Map(rows.map((row) => [row.user_id, row]))
}

/** How far the logs go that have changed since a moment. */
export async function findPersonHeadsSince(db: Kysely<Tables>, since: number) {
  const rows = await db.selectFrom('person_heads').select(['user_id', 'head']).where('head_at', '>', since).execute()
  return rows.map((row) => ({ id: row.user_id, head: row.head }))
}

interface ReadOptions {
  /** How many log entries it may cover. */
  readonly limit?: number | undefined
  /** In bytes. */
  readonly budget?: number
  /** To somebody who has told their cursor. A frame goes also to those who are further. */
  readonly isAnswer?: boolean
  /** The cursor is within everything that there is, which they have begun to load when the log went this far. */
  readonly snapshotAt?: Seq | undefined
}

/** Somebody's log, as far as it was known to go. What is told of it may be newer, and then comes once more with what is later. */
interface KnownLog {
  readonly userId: UserId
  readonly head: Seq
}

/**
 * What changed of somebody's own after a cursor, as it is now: at most `limit` log entries, fewer where they would not fit
 * (`more` says so). Whoever is so far behind that what is gone since is forgotten gets everything anew; a frame begins where
 * it is not.
 */
export async function readPersonChanges(
  db: Kysely<Tables>,
  log: KnownLog,
  cursor: Seq,
  options: ReadOptions = {},
): Promise<PersonChanges> {
  const { isAnswer = true, snapshotAt = 0 } = options
  // What the client knows is of a log that is no more.
  const changes = await readAfter(db, log, cursor > log.head ? 0 : cursor, options)
  // Looked at afterwards: what was forgotten before shows.
  const trimmed = changes.from === 0 ? 0 : await findTrimmed(db, log.userId)
  if (trimmed <= changes.from || trimmed <= snapshotAt) return changes
  return readAfter(db, log, isAnswer ? 0 : Math.min(trimmed, log.head), options)
}

/** An entry of a kind that this version does not know moves the cursor and shows nothing. */
async function readAfter(
  db: Kysely<Tables>,
  { userId, head }: KnownLog,
  from: Seq,
  { limit = limits.changesPage.default, budget = FRAME_BUDGET, isAnswer = true }: ReadOptions,
): Promise<PersonChanges> {
  const entries = await db
    .selectFrom('person_log')
    .select(['kind', 'subject', 'seq'])
    .where('user_id', '=', userId)
    .where('seq', '>', from)
    .where('seq', '<=', head)
    .orderBy('seq')
    .limit(limit)
    .execute()
  const found = await findAll(db, userId, entries)
  const covered = fitting(entries, found, budget)
  const isAll = covered.length === entries.length && entries.length < limit
  const to = isAll ? head : (covered.at(-1)?.seq ?? from)
  const lists = new Map<string, unknown[]>()
  const gone: NonNullable<PersonChanges['gone']> = []
  for (const { kind, subject } of covered) {
    const items = found.get(kind)
    const item = items?.get(subject)
    if (item !== undefined) lists.set(kind, [...(lists.get(kind) ?? []), item])
    // Whoever begins with nothing need not know what is gone.
    else if (items && !(isAnswer && from === 0)) gone.push({ kind, subject })
  }
  return {
    from,
    to,
    head,
    ...Object.fromEntries(lists),
    ...(gone.length > 0 && { gone }),
    ...(to < head && { more: true as const }),
  }
}

/** Up to where what is gone is forgotten. */
async function findTrimmed(db: Kysely<Tables>, userId: UserId): Promise<Seq> {
  const row = await db.selectFrom('person_heads').select('trimmed').where('user_id', '=', userId).executeTakeFirst()
  return row?.trimmed ?? 0
}

type Entry = Pick<Tables['person_log'], 'kind' | 'subject' | 'seq'>
type Found = ReadonlyMap<string, ReadonlyMap<string, unknown>>

/** The entries, from the first, as far as what they say fits into the budget. */
function fitting(entries: readonly Entry[], found: Found, budget: number): readonly Entry[] {
  let bytes = 0
  const tooMany = entries.findIndex(({ kind, subject }) => {
    const told = found.get(kind)?.get(subject) ?? { kind, subject }
    bytes += Buffer.byteLength(JSON.stringify(told)) + 1
    return bytes > budget
  })
  return tooMany < 0 ? entries : entries.slice(0, tooMany)
}

/** What the entries of each kind are about, as it is now. */
async function findAll(db: Kysely<Tables>, userId: UserId, entries: readonly Entry[]): Promise<Found> {
  const byKind = Map.groupBy(entries, ({ kind }) => kind)
  const found = await Promise.all(
    Object.entries(personKinds).map(async ([kind, { find }]) => {
      const subjects = (byKind.get(kind) ?? []).map(({ subject }) => subject)
      return [kind, subjects.length > 0 ? await find(db, userId, subjects) : new Map()] as const
    }),
  )
  return new Map(found)
}
