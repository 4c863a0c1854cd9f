import { expect, test } from 'vitest'
import { killInMidBurst } from '../../test/faults/kill-in-mid-burst.ts'
import { createRandom } from '../../test/faults/seeded-random.ts'

test('killed while everybody writes, the server loses nothing that it acknowledged and doubles nothing', {
  timeout: 300_000,
}, async ({ annotate }) => {
  const random = createRandom()
  await annotate(`CHAT_SEED=${random.seed}`)
  const witnesses = await killInMidBurst({ kills: 3, random, convergeWithinMs: 30_000 })
  await annotate(JSON.stringify(witnesses))
  expect(witnesses.killsInFlight).toBeGreaterThan(0)
})
