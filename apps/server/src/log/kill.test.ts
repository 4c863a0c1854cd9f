import { expect, test } from 'vitest'
import { killInMidBurst } from '../../test/faults/kill-in-mid-burst.ts'
import { createRandom } from '../../test/faults/seeded-random.ts'

/** The short form of `kill.faults.ts`, which kills twenty times on each database. */
const kills = 4

test(`killed ${kills} times while everybody writes, the server loses nothing that it acknowledged and doubles nothing`, {
  timeout: 900_000,
}, async ({ annotate }) => {
  const random = createRandom()
  await annotate(`CHAT_SEED=${random.seed}`)
  const witnesses = await killInMidBurst({ kills, random, convergeWithinMs: 30_000 })
  await annotate(JSON.stringify(witnesses))
  expect(witnesses.killsInFlight).toBeGreaterThan(0)
  expect(witnesses.foundAgain).toBeGreaterThan(0)
})
