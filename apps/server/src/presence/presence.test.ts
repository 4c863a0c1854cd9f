import { limits, type PresenceReport, RoomId, UserId } from '@chat/protocol'
import { expect, test } from 'vitest'
import { createFakeClock } from '../../test/fake-clock.ts'
import { createPresence } from './presence.ts'

const general = RoomId.parse('general')
const random = RoomId.parse('random')
const [alice, bob, carol] = [UserId.parse('alice'), UserId.parse('bob'), UserId.parse('carol')] as const

function setUp() {
  const clock = createFakeClock()
  const sent: { to: string; at: number; report: PresenceReport }[] = []
  /** Connections that have enough to take. */
  const full = new Set<string>()
  const start = clock.now()
  const presence = createPresence({
    clock,
    send(to, report) {
      if (full.has(to)) return false
      sent.push({ to, at: clock.now() - start, report })
      return true
    },
  })
  const come = (connectionId: string, userId: UserId, roomIds = [general]) => {
    presence.connect(connectionId, userId)
    presence.enter(connectionId, roomIds)
  }
  /** Alice is here and looks at general; what that made known has gone out. */
  come('alice-1', alice)
  presence.watch('alice-1', { roomIds: [general], userIds: [] })
  clock.advance(10_000)
  sent.length = 0
  return { clock, sent, full, presence, come, start: clock.now() }
}

test('who comes is seen within a moment, who leaves within seconds (S24)', () => {
  const { clock, sent, presence, come } = setUp()
  come('bob-1', bob)
  clock.advance(100)
  expect(sent.map(({ report }) => report)).toEqual([
    { rooms: [{ roomId: general, online: 2 }], people: [{ userId: bob, status: 'online' }] },
  ])
  clock.advance(5_000)
  const left = clock.now()
  presence.disconnect('bob-1')
  clock.advance(3_000)
  expect(sent.slice(1).map(({ report }) => report)).toEqual([
    { rooms: [{ roomId: general, online: 1 }], people: [{ userId: bob, status: 'offline', lastSeenAt: left }] },
  ])
})

test('a person with three tabs counts once, and is there until the last one closes', () => {
  const { clock, sent, presence, come } = setUp()
  for (const tab of ['bob-1', 'bob-2', 'bob-3']) come(tab, bob)
  expect(presence.watch('alice-1', { roomIds: [general], userIds: [] }).rooms).toEqual([{ roomId: general, online: 2 }])
  clock.advance(5_000)
  presence.disconnect('bob-1')
  presence.disconnect('bob-2')
  clock.advance(60_000)
  expect(sent).toHaveLength(1)
  presence.disconnect('bob-3')
  clock.advance(5_000)
  expect(sent.at(-1)?.report.rooms).toEqual([{ roomId: general, online: 1 }])
})

test('loading a page again shows nobody leaving', () => {
  const { clock, sent, presence, come } = setUp()
  come('bob-1', bob)
  clock.advance(5_000)
  sent.length = 0
  presence.disconnect('bob-1')
  clock.advance(1_500)
  come('bob-2', bob)
  clock.advance(60_000)
  expect(sent).toEqual([])
  expect(presence.watch('alice-1', { roomIds: [general], userIds: [] }).rooms).toEqual([{ roomId: general, online: 2 }])
})

test('a crowd that comes and goes makes at most one report a second (S24)', () => {
  const { clock, sent, presence, come } = setUp()
  for (let index = 0; index < 100; index += 1) {
    come(`c${index}`, UserId.parse(`user${index}`))
    clock.advance(100)
    if (index % 3 === 0) presence.disconnect(`c${index}`)
  }
  clock.advance(10_000)
  const gaps = sent.slice(1).map(({ at }, index) => at - (sent[index]?.at ?? 0))
  expect(Math.min(...gaps)).toBeGreaterThanOrEqual(1_000)
  expect(sent.at(-1)?.report.rooms).toEqual([{ roomId: general, online: 67 }])
})

test('only what is watched is told, and to nobody else (S24)', () => {
  const { clock, sent, presence, come } = setUp()
  come('bob-1', bob, [random])
  clock.advance(5_000)
  expect(sent).toEqual([])
  presence.watch('alice-1', { roomIds: [], userIds: [carol] })
  come('carol-1', carol, [random])
  clock.advance(5_000)
  expect(sent.map(({ to, report }) => ({ to, report }))).toEqual([
    { to: 'alice-1', report: { rooms: [], people: [{ userId: carol, status: 'online' }] } },
  ])
})

test('a connection that has enough to take gets all that it looks at once it can take it (G6)', () => {
  const { clock, sent, full, come } = setUp()
  full.add('alice-1')
  come('bob-1', bob)
  clock.advance(5_000)
  expect(sent).toEqual([])
  full.clear()
  clock.advance(1_000)
  expect(sent.map(({ report }) => report)).toEqual([
    {
      rooms: [{ roomId: general, online: 2 }],
      people: [
        { userId: alice, status: 'online' },
        { userId: bob, status: 'online' },
      ],
    },
  ])
  clock.advance(60_000)
  expect(sent).toHaveLength(1)
})

test('watching tells at once how it is, of many people the first 200', () => {
  const { presence, come } = setUp()
  for (let index = 0; index < 300; index += 1) come(`c${index}`, UserId.parse(`user${index}`))
  const report = presence.watch('alice-1', { roomIds: [general], userIds: [carol] })
  expect(report.rooms).toEqual([{ roomId: general, online: 301 }])
  expect(report.people).toHaveLength(limits.presencePeople)
  expect(report.people).toContainEqual({ userId: carol, status: 'offline' })
})

test('a connection that has gone is not kept, whatever is still on its way', () => {
  const { clock, sent, presence, come } = setUp()
  presence.disconnect('alice-1')
  presence.watch('alice-1', { roomIds: [general], userIds: [] })
  presence.enter('alice-1', [general])
  clock.advance(5_000)
  come('bob-1', bob)
  clock.advance(5_000)
  expect(sent).toEqual([])
  expect(presence.watch('bob-1', { roomIds: [general], userIds: [] }).rooms).toEqual([{ roomId: general, online: 1 }])
})

test('those who watch the same get one report between them, which names no more people than it may', () => {
  const { clock, sent, presence, come } = setUp()
  const people = Array.from({ length: 1_000 }, (_, index) => UserId.parse(`person-${index}`))
  for (const [index, userId] of people.entries()) {
    come(`connection-${index}`, userId)
    presence.watch(`connection-${index}`, { roomIds: [general], userIds: index === 7 ? [alice] : [] })
  }
  clock.advance(1_000)
  expect(sent).toHaveLength(1_001)
  expect(new Set(sent.map(({ report }) => report)).size).toBe(1)
  expect(sent[0]?.report.rooms).toEqual([{ roomId: general, online: 1_001 }])
  expect(sent[0]?.report.people).toHaveLength(limits.presencePeople)
})
