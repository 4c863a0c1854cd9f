import type { RoomId, Timestamp } from '@chat/protocol'
import { insertEach, selectEach, updateEach, type Writing } from '../database/statements.ts'
import type { Tables } from '../database/tables.ts'
import { commitPersonChanges } from '../personal/commit-person-changes.ts'
import type { Applier, Placed } from './applier.ts'
import { appliers, type Change, type Outcome } from './change.ts'
import { ownConsequences } from './own-consequences.ts'

type RoomRow = Tables['rooms']
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
  const rooms = await lockRooms(
    writing,
    new Set(changes.flatMap((change) => [change.roomId, applierOf(change).readsFrom?.(change) ?? change.roomId])),
  )
  const logRows: LogRow[] = []
  const outcomes: Outcome[] = []
  for (const run of splitIntoRuns(changes)) {
    outcomes.push(...(await applyRun(writing, run, rooms, now, logRows)))
  }
  if (logRows.length > 0) {
    await writing.each(insertEntry, logRows)
    const changed = new Set<string>(logRows.map((row) => row.room_id))
    await writing.each(
      updateHead,
      [...rooms.values()].filter(({ id }) => changed.has(id)),
    )
  }
  return withOwn(writing, changes, outcomes, now)
}

/** What of people's own changes with rooms. Their logs are locked after the rooms and all at once, never the other way round. */
async function withOwn(
  writing: Writing,
  changes: readonly Change[],
  outcomes: Outcome[],
  now: Timestamp,
): Promise<Outcome[]> {
  const following = changes.map((change, index) =>
    outcomes[index]?.status === 'applied' ? ownConsequences(change) : [],
  )
  const all = following.flat()
  if (all.length === 0) return outcomes
  const made = await commitPersonChanges(writing, all, now)
  const applied = new Map(all.map((change, index) => [change, made[index]]))
  return outcomes.map((outcome, index) => {
    const own = (following[index] ?? []).flatMap((change) => {
      const of = applied.get(change)
      return of?.status === 'applied' ? { change, applied: of } : []
    })
    return outcome.status === 'applied' && own.length > 0 ? { ...outcome, own } : outcome
  })
}

async function lockRooms(writing: Writing, roomIds: ReadonlySet<RoomId>): Promise<Map<RoomId, RoomRow>> {
  const rows = await writing.each(
    lockRoom,
    [...roomIds].map((id) => ({ id })),
  )
  return new Map(rows.map((row) => [row.id, row]))
}

/** Takes over what has been written to the rooms' rows; how far their logs go is written at the end. */
async function readAgain(
  writing: Writing,
  rooms: Map<RoomId, RoomRow>,
  placed: readonly Placed<Change>[],
): Promise<void> {
  for (const [id, row] of await lockRooms(writing, new Set(placed.map(({ change }) => change.roomId)))) {
    const { head, head_at } = rooms.get(id) ?? row
    rooms.set(id, { ...row, head, head_at })
  }
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
  rooms: Map<RoomId, RoomRow>,
  now: Timestamp,
  logRows: LogRow[],
): Promise<Outcome[]> {
  const [first] = run
  if (!first) return []
  const applier = applierOf(first)
  const decisions = await applier.decide(writing, run, rooms)
  const placed: Placed<Change>[] = []
  run.forEach((change, index) => {
    const room = rooms.get(change.roomId)
    if (decisions[index] !== 'accepted' || !room) return
    room.head += 1
    // A clock that is set back must not make a later message look earlier.
    room.head_at = Math.max(room.head_at, now)
    placed.push({ change, seq: room.head, at: room.head_at })
  })
  if (placed.length === 0) return decisions.map(refusedUnlessDecided)

  const states = await applier.write(writing, placed, rooms)
  if (applier.changesRoom) await readAgain(writing, rooms, placed)
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
