import type { RoomId, Seq, Timestamp } from '@chat/protocol'
import { insertEach, selectEach, updateEach, type Writing } from '../database/statements.ts'
import type { Tables } from '../database/tables.ts'
import type { Applier, Placed } from './applier.ts'
import { appliers, type Change, type Outcome } from './change.ts'

interface Head {
  seq: Seq
  at: Timestamp
}

type LogRow = Tables['room_log']

const lockRoom = selectEach('rooms', { id: 'text' }, { lock: true })
const insertEntry = insertEach('room_log', {
  room_id: 'text',
  seq: 'bigint',
  kind: 'text',
  subject_id: 'text',
  actor_id: 'text',
  at: 'bigint',
})
const updateHead = updateEach('rooms', { head: 'bigint', head_at: 'bigint' }, { id: 'text' })

/**
 * Makes a group of changes inside a transaction that the caller commits. Each room's row is locked first and its seqs
 * are counted on that row, so seq order is commit order and a refused change leaves no hole.
 *
 * @returns what became of each change, in their order
 */
export async function commitChanges(writing: Writing, changes: readonly Change[], now: Timestamp): Promise<Outcome[]> {
  const heads = await lockRooms(writing, new Set(changes.map((change) => change.roomId)))
  const logRows: LogRow[] = []
  const outcomes: Outcome[] = []
  for (const run of splitIntoRuns(changes)) {
    outcomes.push(...(await applyRun(writing, run, heads, now, logRows)))
  }
  if (logRows.length > 0) {
    await writing.each(insertEntry, logRows)
    const changed = new Set<string>(logRows.map((row) => row.room_id))
    await writing.each(
      updateHead,
      [...heads].filter(([id]) => changed.has(id)).map(([id, { seq, at }]) => ({ id, head: seq, head_at: at })),
    )
  }
  return outcomes
}

async function lockRooms(writing: Writing, roomIds: ReadonlySet<RoomId>): Promise<Map<RoomId, Head>> {
  const rows = await writing.each(
    lockRoom,
    [...roomIds].map((id) => ({ id })),
  )
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
  writing: Writing,
  run: readonly Change[],
  heads: Map<RoomId, Head>,
  now: Timestamp,
  logRows: LogRow[],
): Promise<Outcome[]> {
  const [first] = run
  if (!first) return []
  const applier = applierOf(first)
  const decisions = await applier.decide(writing, run)
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

  const states = await applier.write(writing, placed)
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

function applierOf(change: Change): Applier<Change> {
  // biome-ignore lint/nursery/noUnsafeTypeAssertion: the map ties every kind to its applier; a union cannot be followed through it
  return appliers[change.kind] as Applier<Change>
}
