import { createRoom, deletePerson, joinRoom, leaveRoom, notifyRoom, setNotify, syncSession } from '@chat/protocol'
import { v7 as uuidv7 } from 'uuid'
import { expect, test } from 'vitest'
import { joinGeneral } from '../../test/connect-person.ts'
import { joinAsOwner } from '../../test/make-owner.ts'
import { startServer } from '../../test/start-server.ts'

const HOUR = 3_600_000

type Member = Awaited<ReturnType<typeof joinGeneral>>

const sync = (person: Member) => person.get(syncSession, { cursors: {} })

async function chosenBy(person: Member) {
  const room = (await sync(person)).rooms.find(({ id }) => id === person.roomId)
  return [room?.notify, room?.muted, room?.mutedUntil]
}

test('what somebody chooses for a room holds on all their devices, after a new start too, and for nobody else (S65)', async () => {
  const { url, stop, storage } = await startServer()
  const laptop = await joinGeneral(url)
  const phone = await joinGeneral(url, { credentials: laptop.credentials })
  const bob = await joinGeneral(url)
  const { roomId } = laptop
  expect(await chosenBy(laptop)).toEqual([undefined, undefined, undefined])
  expect(await laptop.get(notifyRoom, { roomId, level: 'all' })).toEqual({ notify: 'all' })
  expect(await phone.get(notifyRoom, { roomId, muted: true })).toEqual({ notify: 'all', muted: true })
  const payload = { roomId, notify: 'all', muted: true }
  for (const device of [laptop, phone]) await device.hasReceived({ name: 'room:notify-changed', payload })
  expect(await chosenBy(laptop)).toEqual(['all', true, undefined])
  expect(await chosenBy(bob)).toEqual([undefined, undefined, undefined])
  expect(bob.received.map(({ name }) => name)).not.toContain('room:notify-changed')
  await stop()

  const again = await startServer({ storage })
  const back = await joinGeneral(again.url, { credentials: laptop.credentials })
  expect(await chosenBy(back)).toEqual(['all', true, undefined])
  expect(await back.get(notifyRoom, { roomId, level: 'default', muted: false })).toEqual({})
  expect(await chosenBy(back)).toEqual([undefined, undefined, undefined])
})

test('a mute for an hour is over after an hour, and one without an end takes its place (S65)', async () => {
  const { url, database } = await startServer()
  const ann = await joinGeneral(url)
  const { roomId } = ann
  const asked = Date.now()
  const { mutedUntil = 0 } = await ann.get(notifyRoom, { roomId, muted: true, mutedForMs: HOUR })
  expect(mutedUntil - HOUR).toBeGreaterThanOrEqual(asked)
  expect(mutedUntil - HOUR).toBeLessThanOrEqual(Date.now())
  expect(await chosenBy(ann)).toEqual([undefined, true, mutedUntil])
  await database.write.updateTable('members').set({ muted_until: Date.now() }).execute()
  expect(await chosenBy(ann)).toEqual([undefined, undefined, undefined])
  expect(await ann.get(notifyRoom, { roomId, level: 'nothing' })).toEqual({ notify: 'nothing' })
  expect(await ann.get(notifyRoom, { roomId, muted: true })).toEqual({ notify: 'nothing', muted: true })
})

test('nobody chooses for a room that they are not in, and who comes back has chosen nothing (S9, S65)', async () => {
  const { url } = await startServer()
  const [alice, bob] = [await joinGeneral(url), await joinGeneral(url)]
  const { room } = await alice.get(createRoom, { kind: 'private', name: 'Secret' })
  for (const roomId of [room.id, uuidv7()]) {
    expect(await bob.ask(notifyRoom, { roomId, level: 'all' })).toMatchObject({ error: { code: 'NOT_FOUND' } })
  }
  const { roomId } = bob
  await bob.get(notifyRoom, { roomId, level: 'all', muted: true, mutedForMs: HOUR })
  await bob.get(leaveRoom, { roomId })
  expect(await bob.ask(notifyRoom, { roomId, muted: false })).toMatchObject({ error: { code: 'NOT_FOUND' } })
  await bob.get(joinRoom, { roomId })
  expect(await chosenBy(bob)).toEqual([undefined, undefined, undefined])
})

test('what holds for all rooms is told to all devices; what is not named stays as it was (S65)', async () => {
  const { url } = await startServer()
  const laptop = await joinGeneral(url)
  const phone = await joinGeneral(url, { credentials: laptop.credentials })
  const bob = await joinGeneral(url)
  expect((await sync(laptop)).notify).toBeUndefined()
  expect(await laptop.get(setNotify, { rooms: 'all' })).toEqual({ rooms: 'all', direct: 'all' })
  expect(await laptop.get(setNotify, { direct: 'nothing' })).toEqual({ rooms: 'all', direct: 'nothing' })
  await phone.hasReceived({ name: 'notify:changed', payload: { rooms: 'all', direct: 'nothing' } })
  expect((await sync(phone)).notify).toEqual({ rooms: 'all', direct: 'nothing' })
  expect((await sync(bob)).notify).toBeUndefined()
  expect(bob.received.map(({ name }) => name)).not.toContain('notify:changed')
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
    expect(await chosenBy(ann)).toEqual(['all', undefined, undefined])
  },
)

test('nothing of it is left of somebody who is deleted (S49)', async () => {
  const server = await startServer()
  const [owner, bob] = [await joinAsOwner(server), await joinGeneral(server.url)]
  const { userId } = bob.credentials
  await bob.get(notifyRoom, { roomId: bob.roomId, level: 'all', muted: true, mutedForMs: HOUR })
  await bob.get(setNotify, { rooms: 'nothing', direct: 'mentions' })
  await owner.get(deletePerson, { userId, messages: 'keep' })
  const { read } = server.database
  const user = read.selectFrom('users').select(['notify_rooms', 'notify_direct']).where('id', '=', userId)
  expect(await user.execute()).toEqual([{ notify_rooms: null, notify_direct: null }])
  const member = read
    .selectFrom('members')
    .select(['notify_level', 'muted', 'muted_until'])
    .where('user_id', '=', userId)
  expect(await member.execute()).toEqual([{ notify_level: null, muted: 0, muted_until: null }])
})
