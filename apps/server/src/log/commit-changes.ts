import type { RoomId, Seq, Timestamp } from '@chat/protocol'
import { sql, type Transaction } from 'kysely'
import type { Tables } from '../database/tables.ts'
import type { Applier, Placed } from './applier.ts'
import { appliers, type Change, type Outcome } from './change.ts'

interface Head {
  seq: Seq
  at: Timestamp
}

type LogRow = Tables['room_log']

/**
 * Makes a group of changes inside a transaction that the caller commits. Each room's row is locked first and its seqs
 * are counted on that row, so seq order is commit order and a refused change leaves no hole.
 *
 * @returns what became of each change, in their order
 */
export async function commitChanges(
  transaction: Transaction<Tables>,
  dialect: 'sqlite' | 'postgres',
  changes: readonly Change[],
  now: Timestamp,
): Promise<Outcome[]> {
  const heads = await lockRooms(transaction, dialect, new Set(changes.map((change) => change.roomId)))
  const logRows: LogRow[] = []
  const outcomes: Outcome[] = []
  for (const run of splitIntoRuns(changes)) {
    outcomes.push(...(await applyRun(transaction, run, heads, now, logRows)))
  }
  if (logRows.length > 0) {
    await transaction.insertInto('room_log').values(logRows).execute()
    await writeHeads(transaction, heads, new Set(logRows.map((row) => row.room_id)))
  }
  return outcomes
}

/** Locks in the order of the ids, so that two nodes cannot wait for each other. */
async function lockRooms(
  transaction: Transaction<Tables>,
  dialect: 'sqlite' | 'postgres',
  roomIds: ReadonlySet<RoomId>,
): Promise<Map<string, Head>> {
  const rows = await transaction
    .selectFrom('rooms')
    .select(['id', 'head', 'head_at'])
    .where('id', 'in', [...roomIds])
    .orderBy('id')
    .$if(dialect === 'postgres', (query) => query.forUpdate())
    .execute()
  return new Map(rows.map((row) => [row.id, { seq: row.head, at: row.head_at }]))
}

/** Neighbours of one kind and of different keys go together. */
function splitIntoRuns(changes: readonly Change[]): Change[][] {
  const runs: Change[][] = []
  let keys = new Set<string>()
  for (const change of changes) {
    const key = applierOf(change).key(change)
    const run = runs.at(-1)
    if (run && run[0]?.kind === change.kind && !keys.has(key)) {
      run.push(change)
    } else {
      runs.push([change])
      keys = new Set()
    }
    keys.add(key)
  }
  return runs
}

async function applyRun(
  transaction: Transaction<Tables>,
  run: readonly Change[],
  heads: Map<string, Head>,
  now: Timestamp,
  logRows: LogRow[],
): Promise<Outcome[]> {
  const [first] = run
  if (!first) return []
  const applier = applierOf(first)
  const decisions = await applier.decide(transaction, run)
  const placed: Placed<Change>[] = []
  run.forEach((change, index) => {
    const head = heads.get(change.roomId)
    if (decisions[index] !== 'accepted' || !head) return
    head.seq += 1
    // A clock that is set back must not make a later message look earlier.
    head.at = Math.max(head.at, now)
    placed.push({ change, seq: head.seq, at: head.at })
  })
  if (placed.length === 0) return decisions.map(refusedUnlessDecided)

  const states = await applier.write(transaction, placed)
  for (const { change, seq, at } of placed) {
    const subject_id = applier.subjectId(change)
    logRows.push({ room_id: change.roomId, seq, kind: change.kind, subject_id, actor_id: change.actorId, at })
  }
  let next = 0
  return decisions.map((decision, index) => {
    const position = placed[next]
    if (!position || position.change !== run[index]) return refusedUnlessDecided(decision)
    const outcome: Outcome = { status: 'applied', seq: position.seq, at: position.at, state: states[next] ?? {} }
    next += 1
    return outcome
  })
}

/** An accepted change without a place is one for a room that does not exist. */
function refusedUnlessDecided(decision: 'accepted' | Outcome): Outcome {
  return decision === 'accepted'
    ? { status: 'refused', code: 'NOT_FOUND', message: 'There is no such room.' }
    : decision
}

async function writeHeads(
  transaction: Transaction<Tables>,
  heads: Map<string, Head>,
  changed: ReadonlySet<string>,
): Promise<void> {
  const rows = [...heads].filter(([id]) => changed.has(id)).map(([id, head]) => sql`(${id}, ${head.seq}, ${head.at})`)
  await sql`
    with head_of (id, seq, at) as (values ${sql.join(rows)})
    update rooms set head = cast(head_of.seq as bigint), head_at = cast(head_of.at as bigint)
    from head_of where rooms.id = head_of.id
  `.execute(transaction)
}

function applierOf(change: Change): Applier<Change> {
  // biome-ignore lint/nursery/noUnsafeTypeAssertion: the map ties every kind to its applier; a union cannot be followed through it
  return appliers[change.kind] as Applier<Change>
}
