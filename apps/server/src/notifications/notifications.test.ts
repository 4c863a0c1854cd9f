import {
  createRoom,
  deletePerson,
  getPersonChanges,
  inviteToRoom,
  joinRoom,
  leaveRoom,
  notifyRoom,
  type PersonChanges,
  personChanged,
  removeMember,
  setNotify,
  syncSession,
} from '@chat/protocol'
import { v7 as uuidv7 } from 'uuid'
import { expect, test } from 'vitest'
import { joinGeneral } from '../../test/connect-person.ts'
import { joinAsOwner } from '../../test/make-owner.ts'
import { startServer } from '../../test/start-server.ts'
import { post } from '../../test/test-log.ts'
import { postgresStatements } from '../database/postgres-statements.ts'
import { commitChanges } from '../log/commit-changes.ts'

const HOUR = 3_600_000

type Member = Awaited<ReturnType<typeof joinGeneral>>

const ownAfter = (person: Member, after = 0) => person.get(getPersonChanges, { after })
const chosenBy = async (person: Member) => (await ownAfter(person)).notify ?? []
const framesOf = ({ received }: Member): PersonChanges[] =>
  received.flatMap(({ name, payload }) => (name === personChanged.name ? [personChanged.payload.parse(payload)] : []))

test('what somebody chooses for a room holds on all their devices, after a new start too, and for nobody else (S65)', async () => {
  const { url, stop, storage } = await startServer()
  const laptop = await joinGeneral(url)
  const phone = await joinGeneral(url, { credentials: laptop.credentials })
  const bob = await joinGeneral(url)
  const { roomId } = laptop
  expect(await chosenBy(laptop)).toEqual([])
  expect(await laptop.get(notifyRoom, { roomId, level: 'all' })).toEqual({ seq: 1 })
  expect(await phone.get(notifyRoom, { roomId, muted: true })).toEqual({ seq: 2 })
  // A retry.
  expect(await phone.get(notifyRoom, { roomId, muted: true })).toEqual({ seq: 2 })
  const chosen = [{ roomId, level: 'all', muted: true }]
  for (const device of [laptop, phone]) await expect.poll(() => framesOf(device).at(-1)?.notify).toEqual(chosen)
  expect(await chosenBy(laptop)).toEqual(chosen)
  expect(await chosenBy(bob)).toEqual([])
  expect(framesOf(bob)).toEqual([])
  await stop()

  const again = await startServer({ storage })
  const back = await joinGeneral(again.url, { credentials: laptop.credentials })
  expect(await chosenBy(back)).toEqual(chosen)
  await back.get(notifyRoom, { roomId, level: 'default', muted: false })
  expect(await chosenBy(back)).toEqual([])
})

test('a device that was away learns by its cursor what was chosen, and what is chosen no more (S62, S65)', async () => {
  const { url } = await startServer()
  const laptop = await joinGeneral(url)
  const { roomId } = laptop
  const { room } = await laptop.get(createRoom, { kind: 'public', name: 'Kitchen' })
  await laptop.get(notifyRoom, { roomId: room.id, muted: true })
  const { seq: cursor } = await laptop.get(setNotify, { rooms: 'all' })
  await laptop.get(notifyRoom, { roomId, level: 'nothing' })
  await laptop.get(notifyRoom, { roomId: room.id, muted: false })
  const phone = await joinGeneral(url, { credentials: laptop.credentials })
  const { person } = await phone.get(syncSession, { cursors: {}, personCursor: cursor })
  expect(person).toEqual({
    ...{ from: cursor, to: 4, head: 4 },
    notify: [{ roomId, level: 'nothing' }],
    gone: [{ kind: 'notify', subject: room.id }],
  })
})

test('a mute for an hour says until when, and one without an end takes its place (S65)', async () => {
  const { url, database } = await startServer()
  const ann = await joinGeneral(url)
  const { roomId } = ann
  const asked = Date.now()
  await ann.get(notifyRoom, { roomId, muted: true, mutedForMs: HOUR })
  const [{ mutedUntil = 0 } = {}] = await chosenBy(ann)
  expect(mutedUntil - HOUR).toBeGreaterThanOrEqual(asked)
  expect(mutedUntil - HOUR).toBeLessThanOrEqual(Date.now())
  // An hour later.
  await database.write.updateTable('notify_choices').set({ muted_until: Date.now() }).execute()
  await ann.get(notifyRoom, { roomId, level: 'nothing' })
  expect(await chosenBy(ann)).toEqual([{ roomId, level: 'nothing' }])
  await ann.get(notifyRoom, { roomId, muted: true })
  expect(await chosenBy(ann)).toEqual([{ roomId, level: 'nothing', muted: true }])
})

test('nobody chooses for a room that they are not in (S9, S65)', async () => {
  const { url } = await startServer()
  const [alice, bob] = [await joinGeneral(url), await joinGeneral(url)]
  const { room } = await alice.get(createRoom, { kind: 'private', name: 'Secret' })
  for (const roomId of [room.id, uuidv7()]) {
    for (const choice of [{ level: 'all' }, { muted: false }] as const)
      expect(await bob.ask(notifyRoom, { roomId, ...choice })).toMatchObject({ error: { code: 'NOT_FOUND' } })
  }
  expect(await ownAfter(bob)).toEqual({ from: 0, to: 0, head: 0 })
})

test('who leaves or is removed has chosen nothing when they come back, and all their devices know (S28, S65)', async () => {
  const { url } = await startServer()
  const [alice, bob] = [await joinGeneral(url), await joinGeneral(url)]
  const phone = await joinGeneral(url, { credentials: bob.credentials })
  const { roomId } = bob
  await bob.get(notifyRoom, { roomId, level: 'all', muted: true, mutedForMs: HOUR })
  await bob.get(leaveRoom, { roomId })
  for (const device of [bob, phone]) {
    await expect.poll(() => framesOf(device).at(-1)?.gone).toEqual([{ kind: 'notify', subject: roomId }])
  }
  expect(await bob.ask(notifyRoom, { roomId, muted: false })).toMatchObject({ error: { code: 'NOT_FOUND' } })
  await bob.get(joinRoom, { roomId })
  expect(await chosenBy(bob)).toEqual([])

  const { room } = await alice.get(createRoom, { kind: 'private', name: 'Kitchen' })
  const { userId } = bob.credentials
  await alice.get(inviteToRoom, { roomId: room.id, userIds: [userId] })
  await bob.get(notifyRoom, { roomId: room.id, level: 'nothing' })
  await alice.get(removeMember, { roomId: room.id, userId })
  await expect.poll(() => framesOf(phone).at(-1)?.gone).toEqual([{ kind: 'notify', subject: room.id }])
  await alice.get(inviteToRoom, { roomId: room.id, userIds: [userId] })
  expect(await chosenBy(phone)).toEqual([])
})

test('a choice that is made while its maker leaves is over with it, whichever came first (S65)', async () => {
  const { url } = await startServer()
  const bob = await joinGeneral(url)
  const { roomId } = bob
  for (let times = 0; times < 20; times += 1) {
    await Promise.all([
      bob.ask(notifyRoom, { roomId, level: 'all' }),
      bob.ask(leaveRoom, { roomId }),
      bob.ask(notifyRoom, { roomId, level: 'nothing' }),
    ])
    await bob.get(joinRoom, { roomId })
    expect(await chosenBy(bob)).toEqual([])
  }
})

test('a choice for a room does not wait for what is written there, nor can each wait for the other (S65)', async ({
  skip,
}) => {
  const { url, database } = await startServer()
  // Whatever is written to the embedded database is written by one alone.
  if (database.dialect === 'sqlite') skip()
  const ann = await joinGeneral(url)
  const bob = await joinGeneral(url)
  const { roomId } = bob
  await database.write.transaction().execute(async (transaction) => {
    const writing = { db: transaction, each: postgresStatements(transaction) }
    const said = { ...post('Not on disk yet', ann.credentials.userId), roomId }
    expect(await commitChanges(writing, [said], Date.now())).toMatchObject([{ status: 'applied' }])
    await bob.get(notifyRoom, { roomId, level: 'all' })
  })
  expect(await chosenBy(bob)).toEqual([{ roomId, level: 'all' }])
})

test('what holds for all rooms is told to all devices; what is not named stays as it was (S65)', async () => {
  const { url } = await startServer()
  const laptop = await joinGeneral(url)
  const phone = await joinGeneral(url, { credentials: laptop.credentials })
  const bob = await joinGeneral(url)
  const defaultsOf = async (person: Member) => (await ownAfter(person)).notifyDefaults
  expect(await defaultsOf(laptop)).toBeUndefined()
  await laptop.get(setNotify, { rooms: 'all' })
  expect(await defaultsOf(phone)).toEqual([{ rooms: 'all', direct: 'all' }])
  await laptop.get(setNotify, { direct: 'nothing' })
  const chosen = [{ rooms: 'all', direct: 'nothing' }]
  for (const device of [laptop, phone]) await expect.poll(() => framesOf(device).at(-1)?.notifyDefaults).toEqual(chosen)
  expect(await defaultsOf(phone)).toEqual(chosen)
  expect(await defaultsOf(bob)).toBeUndefined()
  expect(framesOf(bob)).toEqual([])
})

test.for([
  [notifyRoom, { level: 'loud' }],
  [notifyRoom, {}],
  [notifyRoom, { mutedForMs: HOUR }],
  [notifyRoom, { muted: false, mutedForMs: HOUR }],
  [notifyRoom, { muted: true, mutedForMs: 1 }],
  [notifyRoom, { muted: true, mutedForMs: 367 * 24 * HOUR }],
] as const)(
  'a choice that makes no sense is refused and changes nothing (S5, S6, S65): %#',
  async ([request, wrong]) => {
    const { url } = await startServer()
    const ann = await joinGeneral(url)
    const { roomId } = ann
    await ann.get(notifyRoom, { roomId, level: 'all' })
    const answer = await ann.socket.emitWithAck(request.name, { roomId, ...wrong })
    expect(answer).toMatchObject({ ok: false, error: { code: 'VALIDATION_FAILED' } })
    expect(await chosenBy(ann)).toEqual([{ roomId, level: 'all' }])
  },
)

test('nothing of it is left of somebody who is deleted (S49)', async () => {
  const server = await startServer()
  const [owner, bob] = [await joinAsOwner(server), await joinGeneral(server.url)]
  const { userId } = bob.credentials
  await bob.get(notifyRoom, { roomId: bob.roomId, level: 'all', muted: true, mutedForMs: HOUR })
  await bob.get(setNotify, { rooms: 'nothing', direct: 'mentions' })
  await owner.get(deletePerson, { userId, messages: 'keep' })
  for (const table of ['notify_choices', 'notify_defaults', 'person_log', 'person_heads'] as const) {
    const left = server.database.read.selectFrom(table).selectAll().where('user_id', '=', userId)
    expect(await left.execute()).toEqual([])
  }
})
