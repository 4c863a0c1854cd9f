import { limits, MessageId, RoomId, typingChanged, UserId } from '@chat/protocol'
import { v7 as uuidv7 } from 'uuid'
import { expect, test } from 'vitest'
import { createFakeClock } from '../../test/fake-clock.ts'
import type { Change } from '../log/change.ts'
import type { CommittedChange } from '../log/room-log.ts'
import { createTyping } from './typing.ts'

const general = RoomId.parse('general')
const [alice, bob, carol] = [UserId.parse('alice'), UserId.parse('bob'), UserId.parse('carol')] as const
const passes = async () => {}
const place = { roomId: general, actorId: bob }
const happened = (change: Change): CommittedChange => ({
  change,
  applied: { status: 'applied', seq: 5, at: 5, state: {} },
})

const archived = happened({ ...place, kind: 'room.updated', settings: { archived: true } })
const demoted = happened({ ...place, actorId: alice, kind: 'member.changed', userId: bob, role: 'member' })

function setUp() {
  const clock = createFakeClock()
  const start = clock.now()
  const onlookers = new Map<string, UserId>([['alice-1', alice]])
  const blocked = new Set<string>()
  const full = new Set<string>()
  const told: { to: string; at: number; names: readonly UserId[]; threads: unknown }[] = []
  const typing = createTyping({
    clock,
    blocks: { between: (one, other) => blocked.has([one, other].toSorted().join(' ')) },
    onlookersOf: () => [...onlookers].map(([connectionId, userId]) => ({ connectionId, userId })),
    tell(to, { userIds, threads }) {
      if (full.has(to)) return false
      told.push({ to, at: clock.now() - start, names: userIds, threads })
      return true
    },
  })
  const write = (userId: UserId, check = passes, threadRoot?: MessageId) =>
    typing.begin({ roomId: general, userId, threadRoot, connectionId: `${userId}-1` }, check)
  const names = () => told.map((one) => one.names)
  return { clock, onlookers, blocked, full, told, names, typing, write }
}

test('who writes is seen within a moment, and forgotten when they fall silent (S57)', async () => {
  const { clock, told, names, write } = setUp()
  await write(bob)
  clock.advance(100)
  expect(names()).toEqual([[bob]])
  clock.advance(limits.typingMs.said - 200)
  expect(told).toHaveLength(1)
  clock.advance(100)
  expect(names()).toEqual([[bob], []])
  clock.advance(60_000)
  expect(told).toHaveLength(2)
})

test('whoever goes on writing stays, and is told again before a client forgets it (S57)', async () => {
  const { clock, told, names, write } = setUp()
  for (let seconds = 0; seconds < 30; seconds += 3) {
    await write(bob)
    clock.advance(3_000)
  }
  expect(names()).toEqual([[bob], [bob], [bob]])
  const gaps = told.slice(1).map(({ at }, index) => at - (told[index]?.at ?? 0))
  expect(Math.max(...gaps)).toBeLessThan(limits.typingMs.told)
})

test('a room full of people who begin and stop makes one line a second, with five names at most (S57)', async () => {
  const { clock, told, typing, write } = setUp()
  for (let index = 0; index < 100; index += 1) {
    const userId = UserId.parse(`person-${index}`)
    await write(userId)
    clock.advance(100)
    if (index >= 8) typing.end({ roomId: general, userId: UserId.parse(`person-${index - 8}`) })
  }
  const gaps = told.slice(1).map(({ at }, index) => at - (told[index]?.at ?? 0))
  expect(told.length).toBeGreaterThan(5)
  expect(Math.min(...gaps)).toBeGreaterThanOrEqual(1_000)
  expect(Math.max(...told.map(({ names }) => names.length))).toBe(limits.typingPeople)
})

test('who writes in a thread is named there, and in one place at a time (S57, S61)', async () => {
  const { clock, told, typing, write } = setUp()
  const [lunch, dinner] = [MessageId.parse(uuidv7()), MessageId.parse(uuidv7())]
  const now = () => told.map(({ names, threads }) => ({ names, threads })).at(-1)
  await write(bob, passes, lunch)
  await write(carol, passes, lunch)
  clock.advance(100)
  expect(now()).toEqual({ names: [], threads: [{ rootId: lunch, userIds: [bob, carol] }] })
  await write(bob, passes, dinner)
  clock.advance(1_000)
  expect(now()).toEqual({
    names: [],
    threads: [
      { rootId: lunch, userIds: [carol] },
      { rootId: dinner, userIds: [bob] },
    ],
  })
  await write(bob)
  clock.advance(1_000)
  expect(now()).toEqual({ names: [bob], threads: [{ rootId: lunch, userIds: [carol] }] })
  // What is over elsewhere, and a message there, ends nothing here.
  const posted = happened({ ...place, kind: 'message.posted', messageId: dinner, text: 'done', threadRoot: lunch })
  typing.end({ roomId: general, userId: bob, threadRoot: dinner })
  typing.follow([posted])
  clock.advance(1_000)
  expect(told).toHaveLength(3)
  typing.follow([happened({ ...place, kind: 'message.posted', messageId: lunch, text: 'done' })])
  typing.end({ roomId: general, userId: carol, threadRoot: lunch })
  clock.advance(1_000)
  expect(now()).toEqual({ names: [], threads: undefined })
})

test('however many threads are written in, so many are named, with five people each (S57, S61)', async () => {
  const { clock, told, write } = setUp()
  for (let index = 0; index < 2 * limits.typingThreads; index += 1) {
    const root = MessageId.parse(uuidv7())
    for (let each = 0; each <= limits.typingPeople; each += 1) {
      await write(UserId.parse(`person-${index}-${each}`), passes, root)
    }
  }
  clock.advance(100)
  expect(told).toHaveLength(1)
  const threads = told.flatMap((one) => typingChanged.payload.shape.threads.parse(one.threads) ?? [])
  expect(threads.map(({ userIds }) => userIds.length)).toEqual(Array(limits.typingThreads).fill(limits.typingPeople))
})

test('nobody is told of themselves, nor of somebody one of them has blocked (S57)', async () => {
  const { clock, onlookers, blocked, told, write } = setUp()
  onlookers.set('bob-1', bob)
  onlookers.set('carol-1', carol)
  blocked.add('bob carol')
  await write(bob)
  clock.advance(100)
  expect(told.map(({ to, names }) => [to, names])).toEqual([['alice-1', [bob]]])
  await write(alice)
  clock.advance(1_000)
  expect(told.slice(1).map(({ to, names }) => [to, names])).toEqual([
    ['bob-1', [alice]],
    ['carol-1', [alice]],
  ])
})

test('in threads, too, nobody is told of themselves, nor of somebody one of them has blocked (S57, S61)', async () => {
  const { clock, onlookers, blocked, told, write } = setUp()
  onlookers.set('bob-1', bob)
  onlookers.set('carol-1', carol)
  blocked.add('bob carol')
  const root = MessageId.parse(uuidv7())
  await write(bob, passes, root)
  clock.advance(100)
  expect(told.map(({ to, threads }) => [to, threads])).toEqual([['alice-1', [{ rootId: root, userIds: [bob] }]]])
})

test('whoever comes to look is told what is so, and whoever has looked away nothing (S57)', async () => {
  const { clock, onlookers, told, typing, write } = setUp()
  await write(bob)
  clock.advance(1_000)
  onlookers.clear()
  onlookers.set('carol-1', carol)
  typing.look([general])
  clock.advance(100)
  expect(told.map(({ to, names }) => [to, names])).toEqual([
    ['alice-1', [bob]],
    ['carol-1', [bob]],
  ])
  typing.end({ roomId: general, userId: bob })
  clock.advance(1_000)
  expect(told.slice(2).map(({ to, names }) => [to, names])).toEqual([['carol-1', []]])
})

test('those who are told the same get one object between them, to be encoded once', async () => {
  const { clock, onlookers, told, write } = setUp()
  for (let index = 0; index < 1_000; index += 1) onlookers.set(`c${index}`, UserId.parse(`person-${index}`))
  await write(bob)
  clock.advance(100)
  expect(told).toHaveLength(1_001)
  expect(new Set(told.map(({ names }) => names)).size).toBe(1)
})

test('a connection that has enough to take is told the next time (S57)', async () => {
  const { clock, full, names, write } = setUp()
  full.add('alice-1')
  await write(bob)
  clock.advance(3_000)
  expect(names()).toEqual([])
  full.clear()
  await write(carol)
  clock.advance(1_000)
  expect(names()).toEqual([[bob, carol]])
})

test.each<[string, (typing: ReturnType<typeof setUp>['typing']) => void]>([
  [
    'has posted',
    (typing) =>
      typing.follow([
        happened({ ...place, kind: 'message.posted', messageId: MessageId.parse(uuidv7()), text: 'done' }),
      ]),
  ],
  ['has left', (typing) => typing.follow([happened({ ...place, kind: 'member.left', userId: bob })])],
  [
    'may not post',
    (typing) => typing.follow([happened({ ...place, kind: 'room.updated', settings: { readOnly: true } })]),
  ],
  ['is in an archive', (typing) => typing.follow([archived])],
  ['has another role', (typing) => typing.follow([demoted])],
  ['is gone', (typing) => typing.disconnect('bob-1')],
])('whoever %s is not writing any more (S57)', async (_, end) => {
  const { clock, names, typing, write } = setUp()
  await write(bob)
  clock.advance(1_000)
  end(typing)
  clock.advance(1_000)
  expect(names()).toEqual([[bob], []])
})

test.each<[string, (typing: ReturnType<typeof setUp>['typing'], threadRoot: MessageId) => void]>([
  [
    'has posted there',
    (typing, threadRoot) =>
      typing.follow([
        happened({ ...place, kind: 'message.posted', messageId: MessageId.parse(uuidv7()), text: 'done', threadRoot }),
      ]),
  ],
  ['has left', (typing) => typing.follow([happened({ ...place, kind: 'member.left', userId: bob })])],
  ['is in an archive', (typing) => typing.follow([archived])],
  ['has another role', (typing) => typing.follow([demoted])],
  ['is gone', (typing) => typing.disconnect('bob-1')],
])('whoever %s is not writing in a thread any more (S57, S61)', async (_, end) => {
  const { clock, told, typing, write } = setUp()
  const root = MessageId.parse(uuidv7())
  await write(bob, passes, root)
  clock.advance(1_000)
  end(typing, root)
  clock.advance(1_000)
  expect(told.map(({ threads }) => threads)).toEqual([[{ rootId: root, userIds: [bob] }], undefined])
})

test('a new topic stops nobody', async () => {
  const { clock, names, typing, write } = setUp()
  await write(bob)
  typing.follow([happened({ ...place, kind: 'room.updated', settings: { topic: 'Bread' } })])
  clock.advance(1_000)
  expect(names()).toEqual([[bob]])
})

test.each<[string, (typing: ReturnType<typeof setUp>['typing']) => void]>([
  ['stops', (typing) => typing.end({ roomId: general, userId: bob })],
  ['is gone', (typing) => typing.disconnect('bob-1')],
  ['is in an archive', (typing) => typing.follow([archived])],
  ['has another role', (typing) => typing.follow([demoted])],
])('whoever %s while they are being let in does not come up after it (S57)', async (_, stop) => {
  const { clock, told, typing, write } = setUp()
  const checked = Promise.withResolvers<void>()
  const begun = write(bob, () => checked.promise)
  stop(typing)
  checked.resolve()
  await begun
  clock.advance(60_000)
  expect(told).toEqual([])
})
