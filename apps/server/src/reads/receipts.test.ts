import { limits, RoomId, UserId } from '@chat/protocol'
import { expect, test } from 'vitest'
import { createFakeClock } from '../../test/fake-clock.ts'
import { createReceipts } from './receipts.ts'

const general = RoomId.parse('general')
const [alice, bob, carol] = [UserId.parse('alice'), UserId.parse('bob'), UserId.parse('carol')] as const

function setUp() {
  const clock = createFakeClock()
  const start = clock.now()
  const onlookers = new Map<string, UserId>([
    ['alice-1', alice],
    ['bob-1', bob],
  ])
  const blocked = new Set<string>()
  const told: { to: string; at: number; marks: readonly unknown[] }[] = []
  const receipts = createReceipts({
    clock,
    off: new Set(),
    blocks: { between: (one, other) => blocked.has([one, other].toSorted().join(' ')) },
    onlookersOf: () => [...onlookers].map(([connectionId, userId]) => ({ connectionId, userId })),
    tell(to, marks) {
      told.push({ to, at: clock.now() - start, marks })
      return true
    },
    tellDelivered(to, marks) {
      told.push({ to, at: clock.now() - start, marks: marks.map((mark) => ({ ...mark, delivered: true })) })
      return true
    },
  })
  const read = (userId: UserId, seq: number, memberCount = 3) =>
    receipts.moved({ roomId: general, userId, seq }, memberCount)
  return { clock, onlookers, blocked, told, receipts, read }
}

test('who reads on is told to those who look, at most once a second, how far they are by then (S58)', () => {
  const { clock, told, read } = setUp()
  for (let seq = 1; seq <= 50; seq += 1) {
    read(bob, seq)
    clock.advance(100)
  }
  clock.advance(1_000)
  expect(new Set(told.map(({ to }) => to))).toEqual(new Set(['alice-1']))
  const gaps = told.slice(1).map(({ at }, index) => at - (told[index]?.at ?? 0))
  expect(told.length).toBeGreaterThan(4)
  expect(Math.min(...gaps)).toBeGreaterThanOrEqual(1_000)
  expect(told.at(-1)?.marks).toEqual([{ roomId: general, userId: bob, seq: 50 }])
})

test('nobody is told in a room of more than a hundred (S58)', () => {
  const { clock, told, read } = setUp()
  read(bob, 5, limits.receiptMembers + 1)
  clock.advance(5_000)
  expect(told).toEqual([])
  read(bob, 6, limits.receiptMembers)
  clock.advance(5_000)
  expect(told).toHaveLength(1)
})

test('whoever has turned them off is told nothing, and nothing is told of them, also what was on its way (S58)', () => {
  const { clock, told, receipts, read } = setUp()
  read(bob, 5)
  receipts.set(bob, false)
  clock.advance(5_000)
  read(bob, 6)
  read(carol, 6)
  clock.advance(5_000)
  expect(told.map(({ to, marks }) => ({ to, marks }))).toEqual([
    { to: 'alice-1', marks: [{ roomId: general, userId: carol, seq: 6 }] },
  ])
})

test('between two of whom one has blocked the other there are none (S58)', () => {
  const { clock, blocked, told, read } = setUp()
  blocked.add('alice carol')
  read(carol, 5)
  clock.advance(5_000)
  expect(told.map(({ to }) => to)).toEqual(['bob-1'])
})

test('those who are told the same get one object between them, to be encoded once', () => {
  const { clock, onlookers, told, read } = setUp()
  for (let index = 0; index < 90; index += 1) onlookers.set(`c${index}`, UserId.parse(`person-${index}`))
  read(carol, 5)
  clock.advance(1_000)
  expect(told).toHaveLength(92)
  expect(new Set(told.map(({ marks }) => marks)).size).toBe(1)
})
