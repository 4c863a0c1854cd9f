import { expect, it } from 'vitest'
import { checkBadges, newBadgeWitnesses } from './badge-world.ts'

/** The short form of `badges.faults.ts`. */
const RUNS = Number(process.env['CHAT_FUZZ_RUNS'] ?? 200)

it('whatever people and networks do, every badge of every device is what counting from scratch brings (S29, S59, S61, S67)', async () => {
  const witnesses = newBadgeWitnesses()
  await checkBadges(RUNS, witnesses)
  const { unread, mentioned, full, outside, edits, deletions, blocks, lostAcks, lostFrames, kills } = witnesses
  const { unreadAgain, threads, inThreads } = witnesses
  const seen = {
    unread,
    mentioned,
    full,
    outside,
    edits,
    deletions,
    blocks,
    lostAcks,
    lostFrames,
    kills,
    unreadAgain,
    threads,
    inThreads,
  }
  expect(Object.entries(seen).filter(([, count]) => count === 0)).toEqual([])
}, 600_000)
