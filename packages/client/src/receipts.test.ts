import { listMembers, listReaders, RoomId, type RoomSummary, setReceipts, UserId } from '@chat/protocol'
import { expect, it } from 'vitest'
import { sampleSummary } from '../test/samples.ts'
import { createReceipts } from './receipts.ts'
import type { Ask } from './requests.ts'

const GENERAL = RoomId.parse('general')
const [ME, ADA, BOB] = [UserId.parse('me'), UserId.parse('ada'), UserId.parse('bob')] as const
const member = (userId: UserId, lastReadSeq: number) => ({ userId, role: 'member', joinedSeq: 1, lastReadSeq })

function setUp(parts: Partial<RoomSummary> = {}) {
  const asked: unknown[] = []
  const server = { answer: Promise.resolve([member(ME, 9), member(ADA, 4), member(BOB, 0)]) }
  const ask = async (definition: { name: string }, input: unknown) => {
    asked.push([definition.name, input])
    if (definition.name === listMembers.name) return { members: await server.answer, users: [] }
    return definition.name === listReaders.name ? { userIds: [ADA], users: [] } : {}
  }
  const receipts = createReceipts({
    ask: ask as Ask,
    isReady: () => true,
    account: () => ME,
    summaryOf: (id) => sampleSummary(id, { memberCount: 3, ...parts }),
    onUsers: () => {},
  })
  const settled = () => new Promise((resolve) => setImmediate(resolve))
  return { asked, server, receipts, settled, reads: () => [...receipts.of(GENERAL).get()] }
}

const mark = (userId: UserId, seq: number) => ({ roomId: GENERAL, userId, seq })

it('asks how far everybody is in a room that is opened, and goes on with what is told (S58)', async () => {
  const { asked, receipts, settled, reads } = setUp()
  receipts.look(GENERAL)
  await settled()
  expect(asked).toEqual([[listMembers.name, { roomId: GENERAL }]])
  expect(reads()).toEqual([[ADA, 4]])
  receipts.apply([mark(BOB, 7), mark(ADA, 3), mark(ME, 8)])
  expect(reads()).toEqual([
    [ADA, 4],
    [BOB, 7],
  ])
})

it('does not take an answer for newer than what was told while it was on its way', async () => {
  const { server, receipts, settled, reads } = setUp()
  const late = Promise.withResolvers<ReturnType<typeof member>[]>()
  server.answer = late.promise
  receipts.look(GENERAL)
  receipts.apply([mark(ADA, 6)])
  late.resolve([member(ADA, 4)])
  await settled()
  expect(reads()).toEqual([[ADA, 6]])
})

it('shows nobody any more of whom the answer says nothing when the room is opened again (S58)', async () => {
  const { server, receipts, settled, reads } = setUp()
  receipts.look(GENERAL)
  await settled()
  receipts.apply([mark(BOB, 7)])
  server.answer = Promise.resolve([member(ADA, 0), member(BOB, 7)])
  receipts.look(GENERAL)
  await settled()
  expect(reads()).toEqual([[BOB, 7]])
})

it('shows nobody any more whom one has blocked, also where an answer is on its way (S58)', async () => {
  const { server, receipts, settled, reads } = setUp()
  receipts.look(GENERAL)
  await settled()
  receipts.apply([mark(BOB, 7)])
  const late = Promise.withResolvers<ReturnType<typeof member>[]>()
  server.answer = late.promise
  receipts.look(GENERAL)
  server.answer = Promise.resolve([member(ADA, 4), member(BOB, 0)])
  receipts.blocked(BOB)
  expect(reads()).toEqual([[ADA, 4]])
  late.resolve([member(ADA, 4), member(BOB, 7)])
  await settled()
  expect(reads()).toEqual([[ADA, 4]])
})

it.each([{ memberCount: 1 }, { memberCount: 101 }])('asks nothing in a room of %j', async (parts) => {
  const { asked, receipts, settled } = setUp(parts)
  receipts.look(GENERAL)
  await settled()
  expect(asked).toEqual([])
})

it('shows nothing any more once receipts are off, here or on another device, and all of it once they are on (S58)', async () => {
  const { asked, receipts, settled, reads } = setUp()
  receipts.look(GENERAL)
  await settled()
  await receipts.set(false)
  expect(asked.at(-1)).toEqual([setReceipts.name, { on: false }])
  receipts.apply([mark(BOB, 7)])
  expect(reads()).toEqual([])
  expect(receipts.on.get()).toBe(false)
  receipts.switched(true)
  await settled()
  expect(reads()).toEqual([[ADA, 4]])
})

it('takes whoever has left out of the readers', async () => {
  const { receipts, settled, reads } = setUp()
  receipts.look(GENERAL)
  await settled()
  const left = { userId: ADA, role: 'member' as const, joinedSeq: 1, leftSeq: 5, lastReadSeq: 0 }
  receipts.heard({ roomId: GENERAL, from: 4, to: 5, head: 5, messages: [], members: [left] })
  expect(reads()).toEqual([])
})
