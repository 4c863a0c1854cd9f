import { it } from 'vitest'
import { checkBadges, newBadgeWitnesses } from './badge-world.ts'

const RUNS = Number(process.env['CHAT_FUZZ_RUNS'] ?? 10_000)

it(`in ${RUNS} worlds every badge of every device is what counting from scratch brings`, async () => {
  const witnesses = newBadgeWitnesses()
  await checkBadges(RUNS, witnesses)
  process.stdout.write(`${JSON.stringify(witnesses)}\n`)
})
