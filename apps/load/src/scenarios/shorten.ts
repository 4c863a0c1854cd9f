import type { Scenario } from './scenario.ts'

const MEMBERS = 20

/** The same scenario with few people and little time: shows that it works, measures nothing. */
export function shorten(scenario: Scenario): Scenario {
  const rooms = Math.min(scenario.rooms, 4)
  const small = { ...scenario, members: Math.min(scenario.members, MEMBERS), rooms }
  if (small.kind === 'traffic') {
    const stalled = small.stalled && { stalled: Math.min(small.stalled, MEMBERS / 2) }
    return { ...small, warmUpSeconds: 0.5, seconds: 1, ...stalled }
  }
  return small.kind === 'idle' ? { ...small, seconds: 1 } : small
}
