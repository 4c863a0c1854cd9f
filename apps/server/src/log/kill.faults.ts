import { expect, test } from 'vitest'
import { killInMidBurst } from '../../test/faults/kill-in-mid-burst.ts'
import { createRandom } from '../../test/faults/seeded-random.ts'

const kills = Number(process.env['CHAT_KILLS'] ?? 20)

test(`killed ${kills} times while everybody writes, the server loses nothing that it acknowledged and doubles nothing`, async () => {
  const random = createRandom()
  const say = (line: string) => void process.stdout.write(`${process.env['TEST_DATABASE']}: ${line}\n`)
  say(`CHAT_SEED=${random.seed}`)
  const witnesses = await killInMidBurst({ kills, random, convergeWithinMs: 10_000, say })
  say(JSON.stringify(witnesses))
  expect(witnesses.killsInFlight).toBeGreaterThan(0)
  expect(witnesses.foundAgain).toBeGreaterThan(0)
})
