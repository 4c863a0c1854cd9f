import { setTimeout as delay } from 'node:timers/promises'
import { expect } from 'vitest'
import { createTestStorage } from '../test-database.ts'
import { gatherCrowd } from './crowd.ts'
import type { Random } from './seeded-random.ts'
import { type ServerProcess, startServerProcess } from './server-process.ts'
import { checkIntegrity } from './stored-room.ts'

/** What shows that the kills hurt: a run in which nothing was cut off proves nothing. */
export interface KillWitnesses {
  readonly acknowledged: number
  /** Kills that left somebody without an answer. */
  readonly killsInFlight: number
  /** Messages that were on disk when the server died, although nobody had been told. */
  readonly foundAgain: number
}

export interface KillPlan {
  readonly kills: number
  readonly random: Random
  /** Within this time after the last start, or as soon as everything is acknowledged if that is later, all show the same. */
  readonly convergeWithinMs: number
  readonly say?: (line: string) => void
}

/**
 * Kills the server again and again while everybody writes, and checks after every start that what was acknowledged is
 * there, and in the end that everything is there once, in one order, on all screens.
 */
export async function killInMidBurst({ kills, random, convergeWithinMs, say }: KillPlan): Promise<KillWitnesses> {
  const storage = await createTestStorage()
  const server = await startServerProcess(storage)
  const crowd = await gatherCrowd({ url: server.url, storage, random, isUp: server.isUp })
  let killsInFlight = 0
  let lastStart = Date.now()

  for (let kill = 1; kill <= kills; kill += 1) {
    // Sometimes while some are still on their way back.
    if (!random.oneIn(4)) await crowd.ready()
    crowd.resume()
    await crowd.acknowledged(random.integer(1, 80))
    // No wait for anything, but the choice of a moment that has nothing to do with an answer.
    await delay(random.integer(0, 40))
    const inFlight = crowd.inFlight()
    if (inFlight > 0) killsInFlight += 1
    await server.kill()
    // Sometimes they write on while the server is away.
    if (!random.oneIn(4)) crowd.pause()
    if (random.oneIn(4)) await killWhileStarting(server, random)
    await server.start()
    lastStart = Date.now()
    await crowd.checkAcknowledged()
    say?.(`kill ${kill}: ${crowd.history.acknowledgedCount} acknowledged, ${inFlight} in flight`)
    expect([...crowd.complaints, ...server.complaints]).toEqual([])
  }

  await crowd.finish()
  await crowd.checkAll(Math.max(1, lastStart + convergeWithinMs - Date.now()))
  await server.kill()
  expect([...crowd.complaints, ...server.complaints, ...(await checkIntegrity(storage))]).toEqual([])
  return {
    acknowledged: crowd.history.acknowledgedCount,
    killsInFlight,
    foundAgain: crowd.foundAgain(),
  }
}

/** Whatever a start has to put in order, it is cut off as well. */
async function killWhileStarting(server: ServerProcess, random: Random): Promise<void> {
  const start = server.start()
  await Promise.race([start, delay(random.integer(0, 2_000))])
  await server.kill()
  await start.catch(() => {})
}
