import { setTimeout as delay, setImmediate as turn } from 'node:timers/promises'
import { expect } from 'vitest'
import { createTestStorage } from '../test-database.ts'
import { type Crowd, gatherCrowd } from './crowd.ts'
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

/** How many moments are tried for one kill, where one in ten or so will do. */
const ATTEMPTS = 300
/** Keeps what is compared after every start small enough to be compared. */
const MOST_IN_BETWEEN = 500

/**
 * Kills the server again and again while everybody writes, and checks after every start that what was acknowledged is
 * there, and in the end that everything is there once, in one order, on all screens.
 */
export async function killInMidBurst({ kills, random, convergeWithinMs, say }: KillPlan): Promise<KillWitnesses> {
  const storage = await createTestStorage()
  const server = await startServerProcess(storage)
  const crowd = await gatherCrowd({ url: server.url, storage, random, isUp: server.isUp })
  let killsInFlight = 0
  let heldBack = 0
  let lastStart = Date.now()

  for (let kill = 1; kill <= kills; kill += 1) {
    // Sometimes while some are still on their way back.
    if (!random.oneIn(4)) await crowd.ready()
    crowd.resume()
    await crowd.acknowledged(random.integer(1, 80))
    // No wait for anything, but the choice of a moment that has nothing to do with an answer.
    await delay(random.integer(0, 40))
    if (kill % 2 === 1) heldBack += await suspendBeforeAnAnswer(server, crowd, random)
    const inFlight = crowd.inFlight()
    if (inFlight > 0) killsInFlight += 1
    await server.kill()
    // Sometimes they write on while the server is away and when it is back.
    crowd.pauseAfter(random.oneIn(4) ? MOST_IN_BETWEEN : 0)
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
  expect(crowd.foundAgain(), 'messages found again').toBeGreaterThanOrEqual(heldBack)
  return {
    acknowledged: crowd.history.acknowledgedCount,
    killsInFlight,
    foundAgain: crowd.foundAgain(),
  }
}

/**
 * Holds the server where it has stored something and not said so. A server that is killed where it was held is killed
 * there, except that a database of its own process has finished what it was asked for. That moment is short: without
 * looking for it, twenty kills can all miss it.
 *
 * @returns how many messages are stored whose senders will not hear of it
 */
async function suspendBeforeAnAnswer(server: ServerProcess, crowd: Crowd, random: Random): Promise<number> {
  for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
    server.suspend()
    // What it has said is still on its way to those who wait for it.
    await turn()
    await turn()
    const untold = await crowd.untold()
    if (untold > 0) return untold
    server.resume()
    await crowd.acknowledged(1)
    await delay(random.integer(0, 10))
  }
  return 0
}

/** Whatever a start has to put in order, it is cut off as well. */
async function killWhileStarting(server: ServerProcess, random: Random): Promise<void> {
  const start = server.start()
  await Promise.race([start, delay(random.integer(0, 2_000))])
  await server.kill()
  await start.catch(() => {})
}
