import { type ChosenStatus, limits, type PresenceReport, RoomId, UserId } from '@chat/protocol'
import { expect, test } from 'vitest'
import { createFakeClock } from '../../test/fake-clock.ts'
import { createPresence } from './presence.ts'

const general = RoomId.parse('general')
const random = RoomId.parse('random')
const [alice, bob, carol] = [UserId.parse('alice'), UserId.parse('bob'), UserId.parse('carol')] as const

function setUp(chosen: ReadonlyMap<UserId, ChosenStatus> = new Map()) {
  const clock = createFakeClock()
  const sent: { to: string; at: number; report: PresenceReport }[] = []
  /** Connections that have enough to take. */
  const full = new Set<string>()
  const start = clock.now()
  const presence = createPresence({
    clock,
    chosen,
    send(to, report) {
      if (full.has(to)) return false
      sent.push({ to, at: clock.now() - start, report })
      return true
    },
  })
  const come = (connectionId: string, userId: UserId, { roomIds = [general], idle = false } = {}) => {
    presence.connect(connectionId, userId)
    presence.enter(connectionId, roomIds, idle)
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

test('who has left a room hears no more of who is there, until they are back and look again (S28)', () => {
  const { clock, sent, full, presence, come } = setUp()
  presence.leaveRoom(alice, general)
  // What was allowed when it was asked.
  expect(presence.watch('alice-1', { roomIds: [general], userIds: [] })).toEqual({ rooms: [], people: [] })
  come('bob-1', bob)
  clock.advance(5_000)
  full.add('alice-1')
  presence.choose(bob, 'dnd')
  clock.advance(5_000)
  full.clear()
  clock.advance(5_000)
  expect(sent.filter(({ report }) => report.rooms.length + report.people.length > 0)).toEqual([])

  presence.enterRoom(alice, general)
  presence.watch('alice-1', { roomIds: [general], userIds: [] })
  clock.advance(5_000)
  sent.length = 0
  presence.choose(bob, 'online')
  clock.advance(5_000)
  expect(sent.map(({ to }) => to)).toEqual(['alice-1'])
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
  come('bob-1', bob, { roomIds: [random] })
  clock.advance(5_000)
  expect(sent).toEqual([])
  presence.watch('alice-1', { roomIds: [], userIds: [carol] })
  come('carol-1', carol, { roomIds: [random] })
  clock.advance(5_000)
  expect(sent.map(({ to, report }) => ({ to, report }))).toEqual([
    { to: 'alice-1', report: { rooms: [], people: [{ userId: carol, status: 'online' }], elsewhere: [carol] } },
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
  presence.enter('alice-1', [general], false)
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

test('the most present device counts, and whoever is at none of them is away (S44)', () => {
  const { clock, sent, presence, come } = setUp()
  come('bob-1', bob)
  come('bob-2', bob, { idle: true })
  clock.advance(5_000)
  const statuses = () => sent.flatMap(({ report }) => report.people.map(({ status }) => status))
  expect(statuses()).toEqual(['online'])
  presence.setIdle('bob-1', true)
  clock.advance(5_000)
  expect(statuses()).toEqual(['online', 'away'])
  presence.setIdle('bob-2', false)
  clock.advance(100)
  expect(statuses()).toEqual(['online', 'away', 'online'])
  presence.disconnect('bob-2')
  clock.advance(5_000)
  expect(statuses()).toEqual(['online', 'away', 'online', 'away'])
  expect(sent.at(-1)?.report.rooms).toEqual([{ roomId: general, online: 2 }])
})

test('whoever comes with nobody at the device is away from the beginning (S44)', () => {
  const { clock, sent, presence, come } = setUp()
  presence.connect('bob-1', bob)
  clock.advance(1_000)
  expect(sent).toEqual([])
  come('bob-1', bob, { idle: true })
  clock.advance(5_000)
  expect(sent.map(({ report }) => report.people)).toEqual([[{ userId: bob, status: 'away' }]])
})

test('an idle page that is loaded again shows nobody coming or going', () => {
  const { clock, sent, presence, come } = setUp()
  come('bob-1', bob, { idle: true })
  clock.advance(5_000)
  sent.length = 0
  presence.disconnect('bob-1')
  clock.advance(1_500)
  presence.connect('bob-2', bob)
  clock.advance(1_500)
  presence.enter('bob-2', [general], true)
  clock.advance(60_000)
  expect(sent).toEqual([])
})

test('a connection that never says where it is keeps nobody here', () => {
  const { clock, sent, presence, come } = setUp()
  come('bob-1', bob)
  clock.advance(5_000)
  presence.disconnect('bob-1')
  presence.connect('bob-2', bob)
  presence.setIdle('bob-2', false)
  clock.advance(5_000)
  expect(sent.at(-1)?.report.people).toMatchObject([{ userId: bob, status: 'offline' }])
  expect(presence.watch('alice-1', { roomIds: [general], userIds: [] }).rooms).toEqual([{ roomId: general, online: 1 }])
})

test('what somebody has chosen holds for all their devices, and is no way to seem to be there (S44)', () => {
  const { clock, sent, presence, come } = setUp(new Map([[bob, 'dnd']]))
  const statuses = () => sent.flatMap(({ report }) => report.people.map(({ status }) => status))
  come('bob-1', bob)
  come('bob-2', bob, { idle: true })
  clock.advance(5_000)
  expect(statuses()).toEqual(['dnd'])
  presence.setIdle('bob-1', true)
  clock.advance(5_000)
  expect(statuses()).toEqual(['dnd'])
  presence.choose(bob, 'online')
  clock.advance(5_000)
  expect(statuses()).toEqual(['dnd', 'away'])
  presence.choose(bob, 'dnd')
  presence.disconnect('bob-1')
  presence.disconnect('bob-2')
  clock.advance(5_000)
  expect(statuses()).toEqual(['dnd', 'away', 'dnd', 'offline'])
  presence.choose(carol, 'dnd')
  clock.advance(5_000)
  expect(statuses()).toHaveLength(4)
})

test('who is not in a room that is watched, or not any more, is told apart', () => {
  const { clock, sent, presence, come } = setUp()
  come('bob-1', bob)
  come('carol-1', carol, { roomIds: [random] })
  expect(presence.watch('alice-1', { roomIds: [general], userIds: [carol] })).toMatchObject({
    rooms: [{ roomId: general, online: 2 }],
    elsewhere: [carol],
  })
  clock.advance(5_000)
  sent.length = 0
  presence.leaveRoom(bob, general)
  clock.advance(5_000)
  expect(sent.map(({ report }) => report)).toEqual([
    { rooms: [{ roomId: general, online: 1 }], people: [{ userId: bob, status: 'online' }], elsewhere: [bob] },
  ])
})
