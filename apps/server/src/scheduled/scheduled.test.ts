import {
  blockUser,
  cancelScheduled,
  createRoom,
  getPersonChanges,
  getRoomHistory,
  inviteToRoom,
  joinRoom,
  limits,
  MessageId,
  removeMember,
  type ScheduledMessage,
  sendMessage,
  sendScheduled,
  setScheduled,
  syncSession,
  updatePerson,
  updateRoom,
} from '@chat/protocol'
import { v7 as uuidv7 } from 'uuid'
import { expect, test } from 'vitest'
import { joinGeneral, type Person } from '../../test/connect-person.ts'
import { createFakeClock, type FakeClock } from '../../test/fake-clock.ts'
import { joinAsOwner } from '../../test/make-owner.ts'
import { startServer } from '../../test/start-server.ts'
import { CLAIM_MS } from './scheduled-messages.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const LATER = () => Date.now() + HOUR

async function schedule(person: Person, roomId: string, text: string, sendAt: number, id = uuidv7()): Promise<string> {
  await person.get(setScheduled, { id, roomId, text, sendAt })
  return id
}
const scheduledOf = async (person: Person): Promise<ScheduledMessage[]> =>
  (await person.get(getPersonChanges, { after: 0 })).scheduled ?? []
const textsIn = async (person: Person, roomId: string) =>
  (await person.get(getRoomHistory, { roomId })).messages.map(({ text }) => text)

/** Lets hours pass until it is so. */
const afterHours = <T>(clock: FakeClock, look: () => Promise<T>) =>
  expect.poll(() => {
    clock.advance(HOUR)
    return look()
  })

test('a message is sent at its time, once, as its author, and nobody else sees anything before (S71)', async () => {
  const clock = createFakeClock(Date.now())
  const { url } = await startServer({ clock })
  const laptop = await joinGeneral(url, { name: 'Alice' })
  const phone = await joinGeneral(url, { credentials: laptop.credentials })
  const bob = await joinGeneral(url, { name: 'Bob' })
  const { roomId } = laptop
  const asked = await laptop.get(sendMessage, { id: uuidv7(), roomId, text: 'a question' })
  const sendAt = clock.now() + 20 * MINUTE
  const id = uuidv7()
  await laptop.get(setScheduled, { id, roomId, text: 'Happy birthday, @Bob', replyTo: asked.id, sendAt })
  const waiting = { id, roomId, text: 'Happy birthday, @Bob', replyTo: asked.id, sendAt }
  for (const device of [laptop, phone]) expect(await scheduledOf(device)).toEqual([waiting])
  clock.advance(20 * MINUTE - 1)
  expect(await textsIn(bob, roomId)).toEqual(['a question'])
  expect(JSON.stringify(bob.received)).not.toContain('birthday')
  expect(await scheduledOf(bob)).toEqual([])

  await afterHours(clock, () => textsIn(bob, roomId)).toHaveLength(2)
  const { messages } = await bob.get(getRoomHistory, { roomId })
  expect(messages.at(-1)).toMatchObject({
    id,
    authorId: laptop.credentials.userId,
    replyTo: asked.id,
    mentions: [{ userId: bob.credentials.userId }],
  })
  const summaryOf = async (person: Person) => (await person.get(syncSession, { cursors: {} })).rooms[0]
  expect(await summaryOf(bob)).toMatchObject({ unread: 2, mentions: 1 })
  expect(await summaryOf(laptop)).toMatchObject({ unread: 0 })
  for (const device of [laptop, phone]) expect(await scheduledOf(device)).toEqual([])
  expect((await phone.get(getPersonChanges, { after: 1 })).gone).toEqual([{ kind: 'scheduled', subject: id }])
  clock.advance(HOUR)
  expect(await textsIn(bob, roomId)).toHaveLength(2)
})

test('what was due while no server ran is sent at its start, in order (S71)', async () => {
  const clock = createFakeClock(Date.now())
  const { url, stop, storage } = await startServer({ clock })
  const alice = await joinGeneral(url)
  const { roomId } = alice
  await schedule(alice, roomId, 'second', clock.now() + 2 * HOUR)
  await schedule(alice, roomId, 'first', clock.now() + HOUR)
  await stop()
  clock.advance(3 * HOUR)
  const again = await startServer({ storage, clock })
  const back = await joinGeneral(again.url, { credentials: alice.credentials })
  await expect.poll(() => textsIn(back, roomId)).toEqual(['first', 'second'])
  expect(await scheduledOf(back)).toEqual([])
})

test('whatever became of the node that was sending it, it is sent once (S11, S71)', async () => {
  const clock = createFakeClock(Date.now())
  const { url, database } = await startServer({ clock })
  const alice = await joinGeneral(url)
  const { roomId } = alice
  const { userId } = alice.credentials
  const [claimed, posted] = [MessageId.parse(uuidv7()), MessageId.parse(uuidv7())]
  const sendAt = clock.now() + HOUR
  const set = { kind: 'scheduled', act: 'set', userId, roomId, sendAt } as const
  const claim = { kind: 'scheduled', act: 'claim', userId, claimedAt: clock.now() } as const
  const outcomes = await database.commitPersonChanges([
    { ...set, id: claimed, text: 'claimed' },
    { ...set, id: posted, text: 'posted' },
    { ...claim, id: claimed, version: 1 },
    { ...claim, id: posted, version: 2 },
    // By another node, at the same moment.
    { ...claim, id: posted, version: 2 },
  ])
  expect(outcomes.map(({ status }) => status)).toEqual(['applied', 'applied', 'applied', 'applied', 'unchanged'])
  // It had come so far when it was killed.
  await alice.get(sendMessage, { id: posted, roomId, text: 'posted' })
  await afterHours(clock, () => scheduledOf(alice)).toEqual([])
  expect((await textsIn(alice, roomId)).sort()).toEqual(['claimed', 'posted'])
})

test('it can be changed, sent at once and taken back until it is being sent (S71)', async () => {
  const { url, database } = await startServer()
  const alice = await joinGeneral(url)
  const { roomId } = alice
  const id = await schedule(alice, roomId, 'to be improved', LATER())
  const sendAt = LATER() + HOUR
  for (const _ of [1, 2]) await schedule(alice, roomId, 'improved', sendAt, id)
  expect(await scheduledOf(alice)).toEqual([{ id, roomId, text: 'improved', sendAt }])
  const dropped = await schedule(alice, roomId, 'dropped', LATER())
  for (const _ of [1, 2]) expect(await alice.get(cancelScheduled, { id: dropped })).toEqual({})
  await alice.get(sendScheduled, { id })
  expect(await textsIn(alice, roomId)).toEqual(['improved'])
  expect(await scheduledOf(alice)).toEqual([])
  expect(await alice.ask(sendScheduled, { id })).toMatchObject({ error: { code: 'NOT_FOUND' } })
  expect(await alice.ask(setScheduled, { id, roomId, text: 'again', sendAt })).toMatchObject({
    error: { code: 'CONFLICT' },
  })

  const last = MessageId.parse(await schedule(alice, roomId, 'as it was', LATER()))
  const { head } = await alice.get(getPersonChanges, { after: 0 })
  const { userId } = alice.credentials
  await database.commitPersonChanges([
    { kind: 'scheduled', act: 'claim', userId, id: last, version: head, claimedAt: Date.now() },
  ])
  const change = { id: last, roomId, text: 'too late', sendAt: LATER() }
  for (const ask of [alice.ask(setScheduled, change), alice.ask(cancelScheduled, { id: last })]) {
    expect(await ask).toMatchObject({ error: { code: 'CONFLICT' } })
  }
  expect(await scheduledOf(alice)).toMatchObject([{ text: 'as it was' }])
})

test('what a node has begun to send and did not send can be changed and taken back again (S71)', async () => {
  const { url, database } = await startServer()
  const alice = await joinGeneral(url)
  const { roomId } = alice
  const { userId } = alice.credentials
  const ids: string[] = []
  for (const text of ['changed', 'dropped']) ids.push(await schedule(alice, roomId, text, LATER()))
  const [changed = '', dropped = ''] = ids
  await database.write
    .updateTable('scheduled_messages')
    .set({ claimed_at: Date.now() - CLAIM_MS })
    .where('user_id', '=', userId)
    .execute()
  await schedule(alice, roomId, 'changed after all', LATER(), changed)
  await alice.get(cancelScheduled, { id: dropped })
  expect(await scheduledOf(alice)).toMatchObject([{ id: changed, text: 'changed after all' }])
  await alice.get(sendScheduled, { id: changed })
  expect(await textsIn(alice, roomId)).toEqual(['changed after all'])
})

test('what one may not write by then stays, with the reason, and nobody else sees it (S28, S32, S43, S47, S71)', async () => {
  const clock = createFakeClock(Date.now())
  const server = await startServer({ clock })
  const owner = await joinAsOwner(server)
  const [alice, bob] = [await joinGeneral(server.url), await joinGeneral(server.url)]
  const userIds = [alice.credentials.userId]
  const make = async (kind: 'public' | 'private', name: string) => (await owner.get(createRoom, { kind, name })).room.id
  const [left, archived, readOnly] = [
    await make('private', 'Left'),
    await make('public', 'Old'),
    await make('public', 'News'),
  ]
  await owner.get(inviteToRoom, { roomId: left, userIds })
  for (const roomId of [archived, readOnly]) await alice.get(joinRoom, { roomId })
  const { room: direct } = await alice.get(createRoom, { kind: 'direct', memberIds: [bob.credentials.userId] })
  await alice.get(sendMessage, { id: uuidv7(), roomId: direct.id, text: 'hello' })
  const places = [left, archived, readOnly, direct.id]
  for (const [index, roomId] of places.entries()) await schedule(alice, roomId, 'unwanted', clock.now() + HOUR + index)

  await owner.get(removeMember, { roomId: left, userId: alice.credentials.userId })
  await owner.get(updateRoom, { roomId: archived, archived: true })
  await owner.get(updateRoom, { roomId: readOnly, readOnly: true })
  await bob.get(blockUser, { userId: alice.credentials.userId, on: true })
  const codes = async () => (await scheduledOf(alice)).map(({ failed }) => failed?.code)
  await afterHours(clock, codes).toEqual(['NOT_FOUND', 'ROOM_ARCHIVED', 'FORBIDDEN', 'FORBIDDEN'])
  for (const person of [owner, bob]) expect(JSON.stringify(person.received)).not.toContain('unwanted')

  // It can be tried again, and is refused again; or go when it may.
  const [, , news] = await scheduledOf(alice)
  expect(await alice.ask(sendScheduled, { id: news?.id ?? '' })).toMatchObject({ error: { code: 'FORBIDDEN' } })
  await owner.get(updateRoom, { roomId: readOnly, readOnly: false })
  await schedule(alice, readOnly, 'welcome', clock.now(), news?.id)
  await afterHours(clock, () => textsIn(owner, readOnly)).toEqual(['welcome'])
  expect(await codes()).toHaveLength(3)
})

test('who is suspended by then sends nothing (S47, S71)', async () => {
  const clock = createFakeClock(Date.now())
  const server = await startServer({ clock })
  const owner = await joinAsOwner(server)
  const alice = await joinGeneral(server.url)
  const { userId } = alice.credentials
  await schedule(alice, alice.roomId, 'still here', clock.now() + HOUR)
  await owner.get(updatePerson, { userId, suspended: true })
  const failed = () => server.database.read.selectFrom('scheduled_messages').select('failed_code').execute()
  await afterHours(clock, failed).toEqual([{ failed_code: 'FORBIDDEN' }])
  expect(await textsIn(owner, owner.roomId)).toEqual([])
})

test('one schedules where one is, for a time to come, and not without end', async () => {
  const { url, database } = await startServer()
  const [alice, bob] = [await joinGeneral(url), await joinGeneral(url)]
  const { room } = await alice.get(createRoom, { kind: 'private', name: 'Secret' })
  const ask = (roomId: string, sendAt = LATER(), id = uuidv7()) =>
    bob.ask(setScheduled, { id, roomId, text: 'knock', sendAt })
  expect(await ask(room.id)).toMatchObject({ error: { code: 'NOT_FOUND' } })
  for (const sendAt of [0, Date.now() - 2 * MINUTE, Date.now() + limits.laterMs.ahead + HOUR]) {
    expect(await ask(bob.roomId, sendAt)).toMatchObject({ error: { code: 'VALIDATION_FAILED' } })
  }
  const id = uuidv7()
  expect(await ask(bob.roomId, LATER(), id)).toMatchObject({ ok: true })
  const { room: own } = await bob.get(createRoom, { kind: 'private', name: 'Own' })
  expect(await ask(own.id, LATER(), id)).toMatchObject({ error: { code: 'CONFLICT' } })
  // Somebody else's of the same id is nobody's business.
  expect(await alice.ask(sendScheduled, { id })).toMatchObject({ error: { code: 'NOT_FOUND' } })

  const { userId: user_id } = bob.credentials
  const rows = Array.from({ length: limits.scheduledMessages - 1 }, () => ({
    ...{ id: MessageId.parse(uuidv7()), user_id, room_id: bob.roomId, text: 'x', reply_to: null, send_at: LATER() },
    ...{ version: 1, claimed_at: null, failed_code: null, failed_message: null },
  }))
  await database.write.insertInto('scheduled_messages').values(rows).execute()
  expect(await ask(bob.roomId)).toMatchObject({ error: { code: 'FORBIDDEN' } })
  await bob.get(cancelScheduled, { id: rows[0]?.id ?? '' })
  expect(await ask(bob.roomId)).toMatchObject({ ok: true })
})
