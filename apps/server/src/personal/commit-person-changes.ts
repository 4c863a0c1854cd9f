import type { Seq, Timestamp, UserId } from '@chat/protocol'
import { type Statement, selectEach, updateEach, type Writing } from '../database/statements.ts'
import type { Tables } from '../database/tables.ts'
import type { Refused, Unchanged } from '../log/applier.ts'
import type { Committed } from '../log/group-commit.ts'
import { findDeleted } from '../people/people-store.ts'
import type { PersonKindKeeper } from './person-kind.ts'
import { type PersonChange, personKinds } from './person-kinds.ts'
import { trimPersonLog } from './trim-person-log.ts'

/** A change that has taken a place in its person's log. */
export interface PersonApplied {
  readonly status: 'applied'
  readonly seq: Seq
  readonly at: Timestamp
}

/** A change of somebody's own that is on disk. */
export type CommittedPersonChange = Committed<PersonChange, PersonApplied>

export type PersonOutcome = PersonApplied | Unchanged | Refused

type Head = Tables['person_heads']
type Entry = Tables['person_log']

const GONE: Refused = { status: 'refused', code: 'AUTH_EXPIRED', message: 'This account no longer exists.' }

const ensureHead: Statement<Pick<Head, 'user_id'>, never> = {
  columns: ['user_id'],
  sqlite: 'insert into person_heads (user_id, head, head_at) values (?, 0, 0) on conflict do nothing',
  postgres:
    'insert into person_heads (user_id, head, head_at) select user_id, 0, 0 from unnest($1::text[]) as given (user_id) ' +
    'order by user_id on conflict do nothing',
}
const lockHead = selectEach('person_heads', { user_id: 'text' }, { lock: true })
const updateHead = updateEach('person_heads', { head: 'bigint', head_at: 'bigint' }, { user_id: 'text' })
/** In place of the earlier entry about the same thing. */
const writeEntry: Statement<Entry, never> = {
  columns: ['user_id', 'kind', 'subject', 'seq', 'gone'],
  sqlite:
    'insert into person_log (user_id, kind, subject, seq, gone) values (?, ?, ?, ?, ?) ' +
    'on conflict (user_id, kind, subject) do update set seq = excluded.seq, gone = excluded.gone',
  postgres:
    'insert into person_log (user_id, kind, subject, seq, gone) ' +
    'select * from unnest($1::text[], $2::text[], $3::text[], $4::bigint[], $5::bigint[]) ' +
    'on conflict (user_id, kind, subject) do update set seq = excluded.seq, gone = excluded.gone',
}

/**
 * Makes changes of what is people's own, inside a transaction that the caller commits. Each person's head is locked first
 * and counted on, so their log has no holes; a change that is refused or changes nothing takes no place.
 *
 * @returns what became of each change, in their order
 */
export async function commitPersonChanges(
  writing: Writing,
  changes: readonly PersonChange[],
  now: Timestamp,
): Promise<PersonOutcome[]> {
  const heads = await lockHeads(writing, new Set(changes.map(({ userId }) => userId)))
  const entries = new Map<string, Entry>()
  const outcomes: PersonOutcome[] = []
  for (const change of changes) {
    const head = heads.get(change.userId)
    outcomes.push(head ? await applyOne(writing, change, head, now, entries) : GONE)
  }
  await writing.each(writeEntry, [...entries.values()])
  const changed = new Set([...entries.values()].map((entry) => entry.user_id))
  await writing.each(
    updateHead,
    [...heads.values()].filter((head) => changed.has(head.user_id)),
  )
  const losing = new Set([...entries.values()].flatMap(({ user_id, gone }) => (gone === 1 ? user_id : [])))
  for (const userId of losing) await trimPersonLog(writing.db, userId)
  return outcomes
}

/** Without those who are deleted: nothing of them is written any more. */
async function lockHeads(writing: Writing, userIds: ReadonlySet<UserId>): Promise<Map<UserId, Head>> {
  const deleted = await findDeleted(writing, userIds)
  const keys = [...userIds].filter((id) => !deleted.has(id)).map((user_id) => ({ user_id }))
  await writing.each(ensureHead, keys)
  const rows = await writing.each(lockHead, keys)
  return new Map(rows.map((row) => [row.user_id, row]))
}

async function applyOne(
  writing: Writing,
  change: PersonChange,
  head: Head,
  now: Timestamp,
  entries: Map<string, Entry>,
): Promise<PersonOutcome> {
  const keeper = keeperOf(change)
  const place = { seq: head.head + 1, at: Math.max(head.head_at, now) }
  const outcome = await keeper.apply(writing, change, place)
  if (outcome === 'unchanged') return { status: 'unchanged', seq: head.head, at: head.head_at }
  if (outcome !== 'kept' && outcome !== 'gone') return outcome
  head.head = place.seq
  head.head_at = place.at
  const entry = {
    user_id: change.userId,
    kind: change.kind,
    subject: keeper.subject(change),
    seq: place.seq,
    gone: Number(outcome === 'gone'),
  }
  entries.set(JSON.stringify([entry.user_id, entry.kind, entry.subject]), entry)
  return { status: 'applied', ...place }
}

function keeperOf(change: PersonChange): PersonKindKeeper<PersonChange, unknown> {
  // biome-ignore lint/nursery/noUnsafeTypeAssertion: the map ties every kind to its keeper; a union cannot be followed through it
  return personKinds[change.kind] as PersonKindKeeper<PersonChange, unknown>
}
