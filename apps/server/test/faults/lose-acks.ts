import { expect, vi } from 'vitest'
import { startServer } from '../start-server.ts'
import { gatherCrowd } from './crowd.ts'
import type { Random } from './seeded-random.ts'
import { startTcpProxy } from './tcp-proxy.ts'

/**
 * Loses everything that the server says, again and again, while everybody writes: messages are stored and nobody hears of
 * it, until the connections are reset. In the end everything is there once, in one order, on all screens.
 *
 * @returns how many messages were found stored when they were sent again
 */
export async function loseAcks({ times, random }: { times: number; random: Random }): Promise<number> {
  const server = await startServer()
  const proxy = await startTcpProxy(server.url)
  const crowd = await gatherCrowd({
    url: proxy.url,
    serverUrl: server.url,
    storage: server.storage,
    random,
    isUp: () => true,
  })

  crowd.resume()
  for (let time = 1; time <= times; time += 1) {
    if (!random.oneIn(4)) await crowd.ready()
    await crowd.acknowledged(random.integer(1, 80))
    proxy.swallowAnswers()
    await vi.waitFor(async () => expect(await crowd.untold(), 'messages stored and not told').toBeGreaterThan(0), {
      timeout: 60_000,
      interval: 20,
    })
    proxy.reset()
    await crowd.checkAcknowledged()
    expect(crowd.complaints).toEqual([])
  }

  await crowd.finish()
  await crowd.checkAll(30_000)
  expect(crowd.complaints).toEqual([])
  return crowd.foundAgain()
}
