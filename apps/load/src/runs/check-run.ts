import type { CheckResult } from '../results.ts'
import type { Placed, Settled } from '../worker/commands.ts'

const MAX_PROBLEMS = 20

/**
 * Whether every acknowledged message reached every member, once and in order, and is in the database. What each member
 * saw has been checked where it was seen; here the workers are held against each other and against what is stored.
 *
 * @param stored what the rooms' logs hold; undefined for a server that keeps nothing
 */
export function checkRun(workers: readonly Settled[], stored: readonly Placed[] | undefined): CheckResult {
  const problems = workers.flatMap((worker) => worker.problems)
  const acked = workers.flatMap((worker) => worker.acked)
  for (const [index, { seen, rooms }] of workers.entries()) {
    const theirs = acked.filter(([room]) => rooms.includes(room))
    problems.push(...missing(theirs, seen, `was not seen by the members of process ${index + 1}`))
  }
  if (stored) {
    problems.push(...missing(acked, stored, 'is not in the database'))
    problems.push(...doubled(stored))
    if (acked.length === 0) problems.push('No message was acknowledged, so nothing was checked')
  }
  return {
    acked: acked.length,
    members: workers.reduce((sum, { members }) => sum + members, 0),
    ...(stored && { stored: stored.length }),
    problems: problems.slice(0, MAX_PROBLEMS),
  }
}

function missing(acked: readonly Placed[], found: readonly Placed[], what: string): string[] {
  if (acked.length === 0) return []
  const places = new Set(found.map(([room, seq, id]) => `${room} ${seq} ${id}`))
  return acked
    .filter(([room, seq, id]) => !places.has(`${room} ${seq} ${id}`))
    .map(([room, seq, id]) => `Message ${id}, acknowledged as ${seq} of ${room}, ${what}`)
}

function doubled(stored: readonly Placed[]): string[] {
  const seen = new Set<string>()
  return stored.flatMap(([room, seq, id]) => {
    if (seen.has(id)) return [`Message ${id} is twice in the database, also as ${seq} of ${room}`]
    seen.add(id)
    return []
  })
}
