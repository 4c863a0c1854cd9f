import { test } from 'vitest'
import { createBadgeWorld } from '../../test/badge-world.ts'
import { createRandom } from '../../test/faults/seeded-random.ts'
import { startServer } from '../../test/start-server.ts'

const STEPS = 250
const first = createRandom()
const worlds = Array.from({ length: Number(process.env['CHAT_FUZZ_RUNS'] ?? 1) }, (_, number) => first.seed + number)

test.for(worlds)(
  'whatever people do, every badge is what counting from scratch brings (S29, S59, S60, S61, S67)',
  { timeout: 120_000 },
  async (seed, { annotate }) => {
    const { url, stop } = await startServer()
    await annotate(`CHAT_SEED=${seed}`)
    const world = await createBadgeWorld(url, createRandom(seed))
    for (let count = 1; count <= STEPS; count += 1) {
      await world.step()
      if (count % 10 === 0) await world.check()
    }
    await stop()
  },
)
