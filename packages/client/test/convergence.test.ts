import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Faults } from './faulty-link.ts'
import { newWitnesses } from './witnesses.ts'
import { runWorld, type Step } from './world.ts'

const RUNS = Number(process.env['CHAT_FUZZ_RUNS'] ?? 150)

const tab = fc.nat({ max: 2 })
const room = fc.nat({ max: 2 })
const happenings: fc.Arbitrary<Step[]> = fc.array(
  fc.oneof(
    { weight: 6, arbitrary: fc.record({ kind: fc.constant('wait' as const), ms: fc.nat({ max: 12_000 }) }) },
    { weight: 3, arbitrary: fc.record({ kind: fc.constant('wait' as const), ms: fc.nat({ max: 100 }) }) },
    {
      weight: 10,
      arbitrary: fc.record({
        kind: fc.constant('send' as const),
        tab,
        room,
        refused: fc.nat({ max: 9 }).map((n) => n === 0),
      }),
    },
    {
      weight: 4,
      arbitrary: fc.record({
        kind: fc.constantFrom('cut' as const, 'freeze' as const, 'thaw' as const, 'flap' as const),
        tab,
      }),
    },
    { weight: 3, arbitrary: fc.record({ kind: fc.constant('kill' as const), tab }) },
    { weight: 3, arbitrary: fc.record({ kind: fc.constant('loadBefore' as const), tab }) },
    {
      weight: 12,
      arbitrary: fc.record({
        kind: fc.constant('visit' as const),
        tab,
        room: fc.constantFrom(0, 0, 0, 1, 2),
        place: fc.nat(),
      }),
    },
    {
      weight: 3,
      arbitrary: fc.record({ kind: fc.constantFrom('loadAfter' as const, 'showPresent' as const), tab }),
    },
    {
      weight: 4,
      arbitrary: fc.record({ kind: fc.constant('read' as const), tab, room, back: fc.nat({ max: 8 }) }),
    },
    {
      weight: 3,
      arbitrary: fc.record({ kind: fc.constant('unread' as const), tab, room, back: fc.nat({ max: 40 }) }),
    },
    { weight: 2, arbitrary: fc.record({ kind: fc.constant('open' as const), tab, room }) },
    { weight: 4, arbitrary: fc.record({ kind: fc.constantFrom('join' as const, 'leave' as const), tab }) },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant('restart' as const), downMs: fc.nat({ max: 8_000 }) }) },
    {
      weight: 3,
      arbitrary: fc.record({
        kind: fc.constant('crowd' as const),
        room,
        count: fc.oneof(
          { weight: 6, arbitrary: fc.nat({ max: 5 }) },
          { weight: 2, arbitrary: fc.nat({ max: 80 }) },
          { weight: 1, arbitrary: fc.constantFrom(300, 600) },
        ),
      }),
    },
    {
      weight: 6,
      arbitrary: fc.record({ kind: fc.constant('save' as const), tab, place: fc.nat({ max: 1 }), on: fc.boolean() }),
    },
    {
      weight: 14,
      arbitrary: fc.record({
        kind: fc.constantFrom(
          ...(['reply', 'reply', 'crowdThread', 'crowdThread', 'openThread', 'readThread', 'followThread'] as const),
        ),
        tab,
        room,
        place: fc.nat({ max: 40 }),
      }),
    },
    {
      weight: 3,
      arbitrary: fc.record({
        kind: fc.constantFrom('loadThreadBefore' as const, 'closeThread' as const),
        tab,
        room,
        place: fc.constant(0),
      }),
    },
    { weight: 2, arbitrary: fc.record({ kind: fc.constant('block' as const), tab, on: fc.boolean() }) },
    {
      weight: 6,
      arbitrary: fc.record({
        kind: fc.constantFrom('edit' as const, 'delete' as const),
        room,
        place: fc.nat({ max: 120 }),
      }),
    },
  ),
  { minLength: 5, maxLength: 45 },
)

const PAST: readonly Step[] = [
  { kind: 'crowd', room: 0, count: 180 },
  { kind: 'wait', ms: 3_000 },
]

/** Half of the worlds have a room with a past. */
const steps = fc.tuple(fc.boolean(), happenings).map(([old, taken]): Step[] => (old ? [...PAST, ...taken] : taken))

const faults: fc.Arbitrary<Faults> = fc.record({
  lose: fc.constantFrom(0, 0.05, 0.3),
  double: fc.constantFrom(0, 0.3),
  delayMs: fc.constantFrom(5, 100, 3_000, 14_000),
  garble: fc.constantFrom(0, 0.2),
  fail: fc.constantFrom(0, 0.1, 0.4),
  down: fc.constant(false),
})

describe('whatever the network, the server and the tabs do', () => {
  const witnesses = newWitnesses()

  it('shows everybody the same room in the end, with every message once and in order', async () => {
    await fc.assert(
      fc.asyncProperty(steps, faults, fc.integer(), (taken, weather, seed) =>
        runWorld(taken, weather, seed, witnesses),
      ),
      { numRuns: RUNS },
    )
  }, 600_000)

  it('did go through every kind of trouble', () => {
    expect(Object.entries(witnesses).filter(([, count]) => count === 0)).toEqual([])
  })
})
