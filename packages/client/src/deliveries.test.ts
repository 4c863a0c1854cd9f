import { RoomId, type RoomSummary, UserId } from '@chat/protocol'
import { expect, it } from 'vitest'
import { sampleMessage, sampleSummary } from '../test/samples.ts'
import { createVirtualClock } from '../test/virtual-clock.ts'
import { createDeliveries } from './deliveries.ts'
import { RequestError } from './request-error.ts'
import type { Ask } from './requests.ts'

const [GENERAL, RANDOM] = [RoomId.parse('general'), RoomId.parse('random')] as const
const ME = UserId.parse('me')

function setUp() {
  const clock = createVirtualClock()
  const asked: unknown[] = []
  const state = { ready: true, on: true, fails: 0 }
  const ask = async (_: unknown, input: { rooms: { roomId: string; seq: number }[] }) => {
    asked.push(input.rooms.map(({ roomId, seq }) => `${roomId} ${seq}`))
    if (state.fails === 0) return {}
    state.fails -= 1
    throw new RequestError('TIMEOUT', 'No answer in time')
  }
  const deliveries = createDeliveries({
    ask: ask as Ask,
    clock,
    random: () => 0.5,
    isReady: () => state.ready,
    account: () => ME,
    receiptsOn: () => state.on,
  })
  const news = (roomId: RoomId, seq: number, parts: Partial<RoomSummary> = {}) =>
    deliveries.note([
      sampleSummary(roomId, { memberCount: 3, lastReadSeq: 0, lastMessage: sampleMessage(seq), ...parts }),
    ])
  return { clock, asked, state, deliveries, news }
}

it('is said once a second at most, of all rooms together, how far messages of others have arrived (S69)', async () => {
  const { clock, asked, news } = setUp()
  for (const seq of [3, 4, 5]) news(GENERAL, seq)
  news(RANDOM, 2)
  await clock.advance(1_000)
  expect(asked).toEqual([['general 5', 'random 2']])
  news(GENERAL, 5)
  await clock.advance(5_000)
  expect(asked).toHaveLength(1)
  news(GENERAL, 6)
  await clock.advance(1_000)
  expect(asked.slice(1)).toEqual([['general 6']])
})

it('is not said of one’s own messages, of what is read, in large rooms, or with receipts off (S58, S69)', async () => {
  const { clock, asked, news, state } = setUp()
  news(GENERAL, 5, { lastReadSeq: 5 })
  news(GENERAL, 5, { memberCount: 101 })
  news(GENERAL, 5, { memberCount: 1 })
  news(GENERAL, 5, { lastMessage: { ...sampleMessage(5), authorId: ME } })
  await clock.advance(5_000)
  state.on = false
  news(RANDOM, 9)
  await clock.advance(5_000)
  expect(asked).toEqual([])
})

it('is said again where that failed, and on the next connection where there was none (S69)', async () => {
  const { clock, asked, news, state, deliveries } = setUp()
  state.fails = 1
  news(GENERAL, 5)
  await clock.advance(10_000)
  expect(asked).toEqual([['general 5'], ['general 5']])
  state.ready = false
  news(GENERAL, 6)
  deliveries.pause()
  await clock.advance(10_000)
  expect(asked).toHaveLength(2)
  state.ready = true
  deliveries.resume()
  await clock.advance(1_000)
  expect(asked.at(-1)).toEqual(['general 6'])
})
