import {
  clearReminder,
  createRoom,
  deleteMessage,
  getMessages,
  getPersonChanges,
  inviteToRoom,
  limits,
  MessageId,
  type Reminder,
  removeMember,
  setReminder,
  syncSession,
} from '@chat/protocol'
import { v7 as uuidv7 } from 'uuid'
import { expect, test } from 'vitest'
import { joinGeneral, type Person } from '../../test/connect-person.ts'
import { createFakeClock } from '../../test/fake-clock.ts'
import { say, sayNothingForOthers } from '../../test/say-something.ts'
import { startServer } from '../../test/start-server.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE

const remind = (person: Person, messageId: string, remindAt: number) => person.ask(setReminder, { messageId, remindAt })
const remindersOf = async (person: Person): Promise<Reminder[]> =>
  (await person.get(getPersonChanges, { after: 0 })).reminders ?? []
const told = (person: Person): Reminder[] =>
  person.received.flatMap(({ name, payload }) =>
    name === 'person:changed' ? ((payload as { reminders?: Reminder[] }).reminders ?? []) : [],
  )

test('at its time a reminder is due on all devices of its person, once, and on nobody elses (S70)', async () => {
  const clock = createFakeClock(Date.now())
  const { url } = await startServer({ clock })
  const laptop = await joinGeneral(url)
  const phone = await joinGeneral(url, { credentials: laptop.credentials })
  const bob = await joinGeneral(url)
  const { roomId } = laptop
  const [soon, late] = [await say(bob, roomId), await say(bob, roomId)]
  const remindAt = clock.now() + 20 * MINUTE
  expect(await remind(laptop, soon, remindAt)).toEqual({ ok: true, data: {} })
  expect(await remind(laptop, late, remindAt + 60 * 24 * HOUR)).toEqual({ ok: true, data: {} })
  await expect.poll(() => told(phone)).toHaveLength(2)
  clock.advance(20 * MINUTE - 1)
  expect(await remindersOf(laptop)).toEqual([
    { messageId: soon, roomId, remindAt },
    { messageId: late, roomId, remindAt: expect.any(Number) },
  ])
  const due = { messageId: soon, roomId, remindAt, firedAt: expect.any(Number) }
  for (const device of [laptop, phone]) {
    // The alarm may be looking while its time comes, and rings again a moment later.
    await expect
      .poll(() => {
        clock.advance(1)
        return told(device).at(-1)
      })
      .toEqual(due)
  }
  clock.advance(HOUR)
  expect((await remindersOf(laptop)).filter(({ firedAt }) => firedAt !== undefined)).toEqual([due])
  for (const device of [laptop, phone]) expect(told(device)).toHaveLength(3)
  expect(told(bob)).toEqual([])
  expect(await remindersOf(bob)).toEqual([])
})

test('what fell due while no server ran is due at its start, and who was away is told then (S70)', async () => {
  const clock = createFakeClock(Date.now())
  const { url, stop, storage } = await startServer({ clock })
  const alice = await joinGeneral(url)
  const messageId = await say(alice, alice.roomId)
  const remindAt = clock.now() + HOUR
  await alice.get(setReminder, { messageId, remindAt })
  await stop()
  clock.advance(2 * HOUR)
  const again = await startServer({ storage, clock })
  const back = await joinGeneral(again.url, { credentials: alice.credentials })
  const due = { messageId, roomId: alice.roomId, remindAt, firedAt: expect.any(Number) }
  await expect.poll(() => remindersOf(back)).toEqual([due])
  expect((await back.get(syncSession, { cursors: {}, personCursor: 1 })).person).toMatchObject({
    from: 1,
    to: 2,
    reminders: [due],
  })
})

test('of two servers on one database one reminds, also of what only the other was asked for (S70)', async () => {
  const clock = createFakeClock(Date.now())
  const { url, database } = await startServer({ clock })
  const alice = await joinGeneral(url)
  const { userId } = alice.credentials
  const messageId = MessageId.parse(await say(alice, alice.roomId))
  const remindAt = clock.now() + HOUR
  // Behind the back of this one, as by a node that did not live to remind.
  await database.commitPersonChanges([{ kind: 'reminders', act: 'set', userId, messageId, remindAt }])
  clock.advance(HOUR)
  await expect
    .poll(() => {
      clock.advance(MINUTE)
      return remindersOf(alice)
    })
    .toMatchObject([{ messageId, firedAt: expect.any(Number) }])
  const { head } = await alice.get(getPersonChanges, { after: 0 })
  const fire = { kind: 'reminders', act: 'fire', userId, messageId, remindAt, firedAt: 1 } as const
  expect(await database.commitPersonChanges([fire, fire])).toMatchObject([
    { status: 'unchanged' },
    { status: 'unchanged' },
  ])
  expect((await alice.get(getPersonChanges, { after: 0 })).head).toBe(head)
})

test('another time takes the place of the first, also once it was due, and done is done (S70)', async () => {
  const clock = createFakeClock(Date.now())
  const { url } = await startServer({ clock })
  const alice = await joinGeneral(url)
  const messageId = await say(alice, alice.roomId)
  const first = clock.now() + HOUR
  await alice.get(setReminder, { messageId, remindAt: first })
  await alice.get(setReminder, { messageId, remindAt: first + HOUR })
  clock.advance(HOUR)
  expect(await remindersOf(alice)).toEqual([{ messageId, roomId: alice.roomId, remindAt: first + HOUR }])
  await expect
    .poll(() => {
      clock.advance(HOUR)
      return told(alice).at(-1)?.firedAt
    })
    .toBeDefined()
  // The retry of somebody who has not heard that it had been set reminds of nothing twice.
  await alice.get(setReminder, { messageId, remindAt: first + HOUR })
  expect(await remindersOf(alice)).toMatchObject([{ firedAt: expect.any(Number) }])
  await alice.get(setReminder, { messageId, remindAt: clock.now() + HOUR })
  expect((await remindersOf(alice))[0]).not.toHaveProperty('firedAt')
  await expect
    .poll(() => {
      clock.advance(HOUR)
      return told(alice).filter(({ firedAt }) => firedAt !== undefined)
    })
    .toHaveLength(2)
  for (const _ of [1, 2]) expect(await alice.get(clearReminder, { messageId })).toEqual({})
  expect(await remindersOf(alice)).toEqual([])
})

test('a time that is past, or further away than anybody plans, is refused', async () => {
  const { url } = await startServer()
  const alice = await joinGeneral(url)
  const messageId = await say(alice, alice.roomId)
  const now = Date.now()
  for (const remindAt of [0, now - limits.laterMs.past - 1_000, now + limits.laterMs.ahead + MINUTE]) {
    expect(await remind(alice, messageId, remindAt)).toMatchObject({ error: { code: 'VALIDATION_FAILED' } })
  }
  expect(await remindersOf(alice)).toEqual([])
  expect(await remind(alice, messageId, now + limits.laterMs.ahead - MINUTE)).toMatchObject({ ok: true })
  // Clocks differ.
  expect(await remind(alice, messageId, now - 1_000)).toMatchObject({ ok: true })
  await expect.poll(() => remindersOf(alice)).toMatchObject([{ firedAt: expect.any(Number) }])
})

test('of what one may not read one is not reminded, nor of what is deleted', async () => {
  const { url } = await startServer()
  const [alice, bob] = [await joinGeneral(url), await joinGeneral(url)]
  for (const id of await sayNothingForOthers(alice)) {
    expect(await remind(bob, id, Date.now() + HOUR)).toMatchObject({ ok: false, error: { code: 'NOT_FOUND' } })
  }
  expect(await remindersOf(bob)).toEqual([])
})

test('a reminder says nothing of what one cannot see any more (S28, S70)', async () => {
  const { url } = await startServer()
  const [alice, bob] = [await joinGeneral(url), await joinGeneral(url)]
  const { room } = await alice.get(createRoom, { kind: 'private', name: 'Secret' })
  const { userId } = bob.credentials
  await alice.get(inviteToRoom, { roomId: room.id, userIds: [userId] })
  const [kept, buried] = [await say(alice, room.id, 'kept'), await say(alice, bob.roomId, 'buried')]
  for (const id of [kept, buried]) await bob.get(setReminder, { messageId: id, remindAt: Date.now() + HOUR })
  await alice.get(deleteMessage, { id: buried })
  await alice.get(removeMember, { roomId: room.id, userId })
  const look = async () => (await bob.get(getMessages, { ids: [kept, buried] })).messages
  expect(await look()).toMatchObject([{ id: buried, text: '', deletedAt: expect.any(Number) }])
  expect(JSON.stringify(await bob.get(getPersonChanges, { after: 0 }))).not.toMatch(/kept|buried/)
  expect(await remind(bob, kept, Date.now() + 2 * HOUR)).toMatchObject({ error: { code: 'NOT_FOUND' } })
  await alice.get(inviteToRoom, { roomId: room.id, userIds: [userId] })
  expect(await look()).toMatchObject([{ id: kept, text: 'kept' }, { id: buried }])
  await bob.get(clearReminder, { messageId: buried })
  expect(await remindersOf(bob)).toMatchObject([{ messageId: kept }])
})

test('nobody is reminded without end', async () => {
  const { url, database } = await startServer()
  const alice = await joinGeneral(url)
  const { userId: user_id } = alice.credentials
  const author = { author_id: user_id, room_id: alice.roomId, text: 'x', sent_at: 1, reply_count: 0 }
  const ids = Array.from({ length: limits.reminders }, () => MessageId.parse(uuidv7()))
  const rows = ids.map((id, index) => ({ ...author, id, seq: 1_000 + index, changed_seq: 1_000 + index }))
  await database.write.insertInto('messages').values(rows).execute()
  const later = Date.now() + HOUR
  const set = ids.map((message_id) => ({ user_id, message_id, remind_at: later, fired_at: null }))
  await database.write.insertInto('reminders').values(set).execute()
  const one = await say(alice, alice.roomId)
  expect(await remind(alice, one, later)).toMatchObject({ error: { code: 'FORBIDDEN' } })
  expect(await remind(alice, ids[0] ?? '', later + 1)).toMatchObject({ ok: true })
  await alice.get(clearReminder, { messageId: ids[0] ?? '' })
  expect(await remind(alice, one, later)).toMatchObject({ ok: true })
})

test('messages are looked up as they are now, in the order that was asked for, and no more than fits (S9, S70)', async () => {
  const { url } = await startServer()
  const alice = await joinGeneral(url)
  const long = (index: number) => `${index} ${'x'.repeat(limits.messageText.max)}`.slice(0, limits.messageText.max)
  const ids: string[] = []
  for (let index = 0; index < 20; index += 1) ids.push(await say(alice, alice.roomId, long(index)))
  const asked = [...ids.toReversed(), uuidv7()]
  const first = await alice.get(getMessages, { ids: asked })
  expect(first.more).toBe(true)
  const left = asked.slice(first.messages.length)
  const second = await alice.get(getMessages, { ids: left })
  expect(second.more).toBeUndefined()
  expect([...first.messages, ...second.messages].map(({ id }) => id)).toEqual(ids.toReversed())
  expect(first.users).toMatchObject([{ id: alice.credentials.userId }])
})
