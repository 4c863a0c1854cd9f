import { type PresenceReport, RoomId, UserId } from '@chat/protocol'
import { expect, it } from 'vitest'
import { createVirtualClock } from '../test/virtual-clock.ts'
import { createPresenceWatch, mergePresence } from './presence-watch.ts'
import type { Ask } from './requests.ts'

const GENERAL = RoomId.parse('general')
const [ADA, BOB] = [UserId.parse('ada'), UserId.parse('bob')] as const

function setUp(answer: PresenceReport = { rooms: [], people: [] }) {
  const clock = createVirtualClock()
  const asked: unknown[] = []
  const seen: UserId[] = []
  const ask = async (_: unknown, input: unknown) => {
    asked.push(input)
    return answer
  }
  const presence = createPresenceWatch({
    ask: ask as Ask,
    clock,
    isReady: () => true,
    onSeen: (ids) => seen.push(...ids),
  })
  return { clock, asked, seen, presence }
}

it('asks once for people who come into sight together, beside the open room', async () => {
  const { clock, asked, seen, presence } = setUp({
    rooms: [{ roomId: GENERAL, online: 1 }],
    people: [
      { userId: ADA, status: 'online' },
      { userId: BOB, status: 'offline', lastSeenAt: 7 },
    ],
  })
  presence.watch(GENERAL)
  presence.ofPerson(ADA).subscribe(() => {})
  presence.ofPerson(BOB).subscribe(() => {})
  await clock.advance(1_000)
  expect(asked).toEqual([
    { roomIds: [GENERAL], userIds: [] },
    { roomIds: [GENERAL], userIds: [ADA, BOB] },
  ])
  expect(presence.ofPerson(BOB).get()).toEqual({ userId: BOB, status: 'offline', lastSeenAt: 7 })
  expect(presence.of(GENERAL).get()).toEqual({ online: 1, people: [{ userId: ADA, status: 'online' }] })
  expect(seen).toContain(ADA)
})

it('forgets how somebody was whom nobody looks at any more', async () => {
  const { clock, asked, presence } = setUp({ rooms: [], people: [{ userId: ADA, status: 'online' }] })
  const leave = presence.ofPerson(ADA).subscribe(() => {})
  await clock.advance(1_000)
  expect(presence.ofPerson(ADA).get()).toMatchObject({ status: 'online' })
  leave()
  presence.ofPerson(BOB).subscribe(() => {})
  await clock.advance(1_000)
  expect(asked).toEqual([{ userIds: [ADA] }, { userIds: [BOB] }])
  expect(presence.ofPerson(ADA).get()).toBeUndefined()
})

it('remembers when somebody was last seen, where it is not told again', async () => {
  const { presence, clock } = setUp()
  presence.ofPerson(BOB).subscribe(() => {})
  await clock.advance(1_000)
  presence.apply({ rooms: [], people: [{ userId: BOB, status: 'offline', lastSeenAt: 7 }] })
  presence.apply({ rooms: [], people: [{ userId: BOB, status: 'offline' }] })
  expect(presence.ofPerson(BOB).get()).toEqual({ userId: BOB, status: 'offline', lastSeenAt: 7 })
  presence.apply({ rooms: [], people: [{ userId: BOB, status: 'online' }] })
  expect(presence.ofPerson(BOB).get()).toEqual({ userId: BOB, status: 'online' })
})

it('puts nobody into a room who is not in it, and takes out who has left it', () => {
  const before = { online: 1, people: [{ userId: ADA, status: 'online' as const }] }
  const bob = { userId: BOB, status: 'online' as const }
  const rooms = [{ roomId: GENERAL, online: 1 }]
  expect(mergePresence(before, { rooms: [], people: [bob], elsewhere: [BOB] }, GENERAL)).toEqual(before)
  expect(mergePresence(before, { rooms, people: [bob], elsewhere: [BOB] }, GENERAL)).toEqual(before)
  const ada = { userId: ADA, status: 'online' as const }
  expect(mergePresence(before, { rooms, people: [ada], elsewhere: [ADA] }, GENERAL).people).toEqual([])
})
