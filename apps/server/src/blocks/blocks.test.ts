import { blockUser, createRoom, limits, type RoomId, sendMessage, syncSession } from '@chat/protocol'
import { v7 as uuidv7 } from 'uuid'
import { expect, test } from 'vitest'
import { addPerson } from '../../test/add-person.ts'
import { joinGeneral, type Person } from '../../test/connect-person.ts'
import { startServer } from '../../test/start-server.ts'

const say = (person: Person, roomId: RoomId) => person.ask(sendMessage, { id: uuidv7(), roomId, text: 'hello' })
const write = (person: Person, ...others: Person[]) =>
  person.ask(createRoom, { kind: 'direct', memberIds: others.map(({ credentials }) => credentials.userId) })
const block = (person: Person, other: Person, on = true) =>
  person.get(blockUser, { userId: other.credentials.userId, on })

async function opened(person: Person, ...others: Person[]): Promise<RoomId> {
  const answer = await write(person, ...others)
  if (!answer.ok) throw new Error(answer.error.message)
  return answer.data.room.id
}

test('a conversation of two takes no message while one has blocked the other, and goes on afterwards (S43)', async () => {
  const { url } = await startServer()
  const [alice, bob] = [await joinGeneral(url), await joinGeneral(url)]
  const roomId = await opened(alice, bob)
  const id = uuidv7()
  const first = await alice.get(sendMessage, { id, roomId, text: 'before' })
  await block(bob, alice)
  const refused = await say(alice, roomId)
  expect(refused).toMatchObject({ ok: false, error: { code: 'FORBIDDEN' } })
  expect(await say(bob, roomId)).toEqual(refused)
  // The retry of what was said before is answered as ever.
  expect(await alice.get(sendMessage, { id, roomId, text: 'before' })).toEqual({ ...first, duplicate: true })
  await block(bob, alice, false)
  expect(await say(alice, roomId)).toMatchObject({ ok: true })
})

test('whoever is blocked cannot begin anew, and does not learn why (S43)', async () => {
  const { url } = await startServer()
  const [alice, bob, carol] = [await joinGeneral(url), await joinGeneral(url), await joinGeneral(url)]
  await block(bob, alice)
  const unknown = await alice.ask(createRoom, { kind: 'direct', memberIds: [uuidv7()] })
  expect(await write(alice, bob)).toEqual(unknown)
  expect(await write(alice, carol, bob)).toEqual(unknown)
  expect(await write(bob, alice)).toEqual(unknown)
  expect(await write(carol, alice, bob)).toMatchObject({ ok: true })
  expect(alice.received.map(({ name }) => name)).not.toContain('user:blocked')
})

test('rooms, and conversations of more, go on', async () => {
  const { url } = await startServer()
  const [alice, bob, carol] = [await joinGeneral(url), await joinGeneral(url), await joinGeneral(url)]
  const roomId = await opened(alice, bob, carol)
  await block(bob, alice)
  expect(await say(alice, roomId)).toMatchObject({ ok: true })
  expect(await say(alice, alice.roomId)).toMatchObject({ ok: true })
})

test('no message gets past a block that was acknowledged, however many are on their way (S43)', async () => {
  const { url } = await startServer()
  const [alice, bob] = [await joinGeneral(url), await joinGeneral(url)]
  const roomId = await opened(alice, bob)
  const early = Array.from({ length: 30 }, () => say(alice, roomId))
  await block(bob, alice)
  const late = await Promise.all(Array.from({ length: 30 }, () => say(alice, roomId)))
  await Promise.all(early)
  expect(late.filter(({ ok }) => ok)).toEqual([])
})

test('whom one has blocked is known on all devices, after a new start too', async () => {
  const { url, stop, storage } = await startServer()
  const laptop = await joinGeneral(url)
  const phone = await joinGeneral(url, { credentials: laptop.credentials })
  const bob = await joinGeneral(url)
  const { userId } = bob.credentials
  await block(laptop, bob)
  await block(laptop, bob)
  await phone.hasReceived({ name: 'user:blocked', payload: { userId, on: true } })
  await stop()
  const again = await startServer({ storage })
  const back = await joinGeneral(again.url, { credentials: laptop.credentials })
  expect((await back.get(syncSession, { cursors: {} })).blocked).toEqual([userId])
  await back.get(blockUser, { userId, on: false })
  expect((await back.get(syncSession, { cursors: {} })).blocked).toEqual([])
})

test('one blocks people one can see, not oneself, and not without end', async () => {
  const { url, database } = await startServer()
  const [alice, bob] = [await joinGeneral(url), await joinGeneral(url)]
  const stranger = await addPerson(database, 'Stranger')
  const unknown = await alice.ask(blockUser, { userId: uuidv7(), on: true })
  expect(unknown).toMatchObject({ error: { code: 'NOT_FOUND' } })
  expect(await alice.ask(blockUser, { userId: stranger, on: true })).toEqual(unknown)
  const { userId } = alice.credentials
  expect(await alice.ask(blockUser, { userId, on: true })).toMatchObject({ error: { code: 'VALIDATION_FAILED' } })
  for (let number = 0; number < limits.blockedPeople; number += 1) {
    const blocked_id = await addPerson(database, `Person ${number}`)
    await database.write.insertInto('blocks').values({ user_id: userId, blocked_id }).execute()
  }
  expect(await alice.ask(blockUser, { userId: bob.credentials.userId, on: true })).toMatchObject({
    error: { code: 'FORBIDDEN' },
  })
})
